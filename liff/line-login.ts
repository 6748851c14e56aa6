import type { Session } from "./session.ts";
import { Trouble } from "./trouble.ts";

type Liff = typeof import("./line-sdk.ts").liff;

export async function openLineSession(liffId: string): Promise<Session> {
  const liff = await start(liffId);
  if (!liff.isLoggedIn()) return leave(() => liff.login({ redirectUri: here() }));
  const token = liff.getIDToken();
  // Without the scope `openid` LINE signs nothing: a fault of the setup, not of the resident.
  if (!token) throw new Trouble("setup");
  return { token, renew: () => renew(liff) };
}

async function start(liffId: string): Promise<Liff> {
  try {
    const { liff } = await import("./line-sdk.ts");
    await liff.init({ liffId });
    return liff;
  } catch {
    throw new Trouble("line");
  }
}

/** LIFF hands out a token it has kept even when that has run out; only a new login brings a new one. */
function renew(liff: Liff): Promise<Session> {
  if (triedLately()) return Promise.reject(new Trouble("token_expired"));
  sessionStorage.setItem(triedAt, String(Date.now()));
  // Inside LINE the login belongs to the start of the page and cannot be called.
  if (liff.isInClient()) return leave(() => location.reload());
  liff.logout();
  return leave(() => liff.login({ redirectUri: here() }));
}

const triedAt = "kairan-login-renewed-at";
const lately = 60_000;

function triedLately(): boolean {
  return Date.now() - Number(sessionStorage.getItem(triedAt) ?? 0) < lately;
}

/** Without LIFF's own parameters, which belong to one start of the page. */
function here(): string {
  return location.origin + location.pathname;
}

function leave(go: () => void): Promise<never> {
  go();
  return new Promise(() => {});
}
