import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { connection } from "next/server";
import type { AuthOptions, Profile, User } from "next-auth";
import { getServerSession } from "next-auth";
import { encode } from "next-auth/jwt";
import credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { featureOf } from "#app/admin/frame/entries.ts";
import { localPath } from "#app/admin/local-path.ts";
import { db } from "#app/db.ts";
import { oidcProviders } from "#app/oidc.ts";
import { type Actor, may } from "#lib/actor.ts";
import { noteActor } from "#lib/addresses/asked-by.ts";
import { getEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { deriveKey } from "#lib/sealing.ts";
import { signInByOidc } from "#lib/staff/oidc.ts";
import { endSession, type Pending, pendingOfSession, staffOfSession } from "#lib/staff/sessions.ts";
import { signIn } from "#lib/staff/sign-in.ts";

export type Staff = Extract<Actor, { kind: "staff" }>;

const longestDay = 24 * 60 * 60;

/** The cookie carries nothing but the id of a session, which a row must confirm. */
export function authOptions(): AuthOptions {
  return {
    providers: [credentials({ credentials: { email: {}, password: {} }, authorize }), ...oidcProviders()],
    session: { strategy: "jwt", maxAge: longestDay },
    secret: secret(),
    useSecureCookies: isSecure(),
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: "/admin/sign-in", error: "/admin/sign-in" },
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : token),
      session: ({ session, token }) => ({ expires: session.expires, sessionId: token.sessionId }),
      signIn: ({ user, account, profile }) => account?.provider !== "oidc" || enterByOidc(user, profile),
      redirect: ({ url, baseUrl }) => `${getEnv().publicUrl}${localPath(url.replace(baseUrl, ""))}`,
    },
    events: { signOut: ({ token }) => endSession(db(), token.sessionId) },
    logger,
  };
}

/** The session that the cookie names, whether or not it opens anything. */
export const currentSessionId = cache(async (): Promise<string | null> => {
  // Only for a request: a build has neither environment nor database.
  await connection();
  return (await getServerSession(authOptions()))?.sessionId ?? null;
});

/** Who sits in front of this page; null when nobody signed in or the session was ended. Asked once per request. */
export const currentActor = cache(async (): Promise<Staff | null> => {
  const sessionId = await currentSessionId();
  const member = sessionId ? await staffOfSession(db(), sessionId) : null;
  if (member) noteActor(member);
  return member;
});

/** Whoever has given the password here and still owes the second factor. */
export async function currentPending(): Promise<Pending | null> {
  const sessionId = await currentSessionId();
  return sessionId ? pendingOfSession(db(), sessionId) : null;
}

/** For actions: gives the browser the cookie of another session. */
export async function changeSession(sessionId: string): Promise<void> {
  const { name, options } = sessionCookie();
  const value = await encode({ token: { sessionId }, secret: secret(), maxAge: longestDay });
  (await cookies()).set(name, value, { ...options, maxAge: longestDay });
}

/** For actions: the address and browser that this request comes from. */
export async function currentPlace(): Promise<Place> {
  return placeOf(Object.fromEntries(await headers()));
}

/** For pages: whoever is not signed in goes to the door and comes back to `path`, if it is a page for them. */
export async function requireStaff(path = "/admin"): Promise<Staff> {
  const staff = (await currentActor()) ?? redirect(`/admin/sign-in?next=${encodeURIComponent(path)}`);
  const feature = featureOf(path);
  if (feature && !may(staff, feature, "view")) forbidden();
  return staff;
}

/** Whom the city's identity provider has sent: a session of ours when they are a member, else words at the door. */
async function enterByOidc(user: User, profile: Profile | undefined): Promise<true | string> {
  const { email_verified: verified } = (profile ?? {}) as { email_verified?: unknown };
  const claims = { email: profile?.email ?? "", isVerified: verified === true || verified === "true" };
  const place = await currentPlace();
  const answer = await withoutDetails(() => signInByOidc(db(), { ...claims, ...place }));
  if ("refused" in answer) return `${getEnv().publicUrl}/admin/sign-in?error=oidc-${answer.refused}`;
  user.id = answer.sessionId;
  return true;
}

type Knock = { headers?: Record<string, string> };

async function authorize(typed: { email: string; password: string } | undefined, { headers }: Knock) {
  if (!typed?.email || !typed.password) return null;
  const { email, password } = typed;
  const answer = await withoutDetails(() => signIn(db(), { email, password, ...placeOf(headers) }));
  if ("sessionId" in answer) return { id: answer.sessionId };
  if (answer.refused === "throttled") throw new Error("throttled");
  return null;
}

/** next-auth tells the browser the words of whatever is thrown, and those of the database name tables and values. */
async function withoutDetails<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    log.error({ err: error }, "sign-in failed");
    throw new Error("failed");
  }
}

type Place = { address: string | null; userAgent: string | null };

function placeOf(headers: Record<string, string> = {}): Place {
  return { address: headers["x-kairan-peer"] ?? null, userAgent: headers["user-agent"] ?? null };
}

function secret(): string {
  return deriveKey("next-auth").toString("base64");
}

function isSecure(): boolean {
  return getEnv().publicUrl.startsWith("https:");
}

function sessionCookie() {
  const name = `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;
  return { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const };
}

/** next-auth would say on the console that NEXTAUTH_URL is missing; nothing here relies on it. */
const logger: AuthOptions["logger"] = {
  error: (code) => log.error({ code }, "next-auth"),
  warn: () => {},
  debug: () => {},
};

declare module "next-auth" {
  interface Session {
    sessionId: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId: string;
  }
}
