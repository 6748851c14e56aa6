import { redirect } from "next/navigation";
import { connection } from "next/server";
import type { AuthOptions } from "next-auth";
import { getServerSession } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { db } from "#app/db.ts";
import type { Actor } from "#lib/actor.ts";
import { getEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { deriveKey } from "#lib/sealing.ts";
import { endSession, staffOfSession } from "#lib/staff/sessions.ts";
import { signIn } from "#lib/staff/sign-in.ts";

export type Staff = Extract<Actor, { kind: "staff" }>;

const longestDay = 24 * 60 * 60;

/** The cookie carries nothing but the id of a session, which a row must confirm. */
export function authOptions(): AuthOptions {
  return {
    providers: [credentials({ credentials: { email: {}, password: {} }, authorize })],
    session: { strategy: "jwt", maxAge: longestDay },
    secret: deriveKey("next-auth").toString("base64"),
    useSecureCookies: getEnv().publicUrl.startsWith("https:"),
    pages: { signIn: "/admin/sign-in", error: "/admin/sign-in" },
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : token),
      session: ({ session, token }) => ({ expires: session.expires, sessionId: token.sessionId }),
      redirect: ({ baseUrl }) => baseUrl,
    },
    events: { signOut: ({ token }) => endSession(db(), token.sessionId) },
    logger,
  };
}

/** Who sits in front of this page; null when nobody signed in or the session was ended. Asked once per request. */
export const currentActor = cache(async (): Promise<Staff | null> => {
  // Only for a request: a build has neither environment nor database.
  await connection();
  const session = await getServerSession(authOptions());
  return session?.sessionId ? staffOfSession(db(), session.sessionId) : null;
});

/** For pages: whoever is not signed in goes to the door and comes back to `path`. */
export async function requireStaff(path = "/admin"): Promise<Staff> {
  return (await currentActor()) ?? redirect(`/admin/sign-in?next=${encodeURIComponent(path)}`);
}

type Knock = { headers?: Record<string, string> };

async function authorize(typed: { email: string; password: string } | undefined, { headers }: Knock) {
  if (!typed?.email || !typed.password) return null;
  const { email, password } = typed;
  const answer = await signIn(db(), { email, password, ...whereFrom(headers) });
  if ("sessionId" in answer) return { id: answer.sessionId };
  if (answer.refused === "throttled") throw new Error("throttled");
  return null;
}

function whereFrom(headers: Knock["headers"]) {
  return { address: headers?.["x-kairan-peer"] ?? null, userAgent: headers?.["user-agent"] ?? null };
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
