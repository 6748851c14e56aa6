"use server";

import { db } from "#app/db.ts";
import { changeSession, currentPlace, currentSessionId } from "#app/session.ts";
import { Conflict } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { confirmSession } from "#lib/staff/confirm-session.ts";

export type Refusal = "wrong" | "throttled" | "expired" | "failed";

/** The second step. Nothing that the browser learns names the session: that stays in the cookie. */
export async function giveCode(code: string): Promise<{ recoveryCodes: string[] | null } | { refused: Refusal }> {
  try {
    const sessionId = await currentSessionId();
    if (!sessionId) return { refused: "expired" };
    const confirmed = await confirmSession(db(), { sessionId, code, ...(await currentPlace()) });
    if (!("sessionId" in confirmed)) return confirmed;
    await changeSession(confirmed.sessionId);
    return { recoveryCodes: null };
  } catch (error) {
    if (error instanceof Conflict) return { refused: "expired" };
    log.error({ err: error }, "second step of a sign-in failed");
    return { refused: "failed" };
  }
}
