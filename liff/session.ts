import { Trouble } from "./trouble.ts";

/** Who opened the page, as a raw ID token. `renew` may leave the page and come back with a fresh start. */
export type Session = { token: string; renew: () => Promise<Session> };

/** LINE's login, or the training environment's in its place. */
export async function openSession(liffId: string): Promise<Session> {
  if (liffId.startsWith("sandbox-")) return (await import("./sandbox-login.ts")).openSandboxSession();
  return (await import("./line-login.ts")).openLineSession(liffId);
}

/** Fetches LINE's SDK while the questions are still on their way; the training environment has no need of it. */
export function warmUp(): void {
  if (!location.hash.includes("resident=")) import("./line-sdk.ts").catch(() => undefined);
}

/** Runs a call with the token; when that has run out, once more with a new one. */
export async function withSession<Result>(
  session: Session,
  call: (token: string) => Promise<Result>,
  beforeLeaving: () => void = () => {},
): Promise<{ result: Result; session: Session }> {
  try {
    return { result: await call(session.token), session };
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind !== "token_expired") throw error;
    beforeLeaving();
    const renewed = await session.renew();
    return { result: await call(renewed.token), session: renewed };
  }
}
