import { createHash, randomBytes, randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { apiTokens } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { parse } from "../errors.ts";
import { AddToken } from "./schema.ts";

/** Makes a token for another city system. It is shown once; we keep only its hash. */
export async function addToken(db: Db, actor: Actor, input: unknown): Promise<string> {
  must(actor, "settings", "edit");
  const { name, permissions } = parse(AddToken, input);
  const token = `kairan_${randomBytes(32).toString("base64url")}`;
  await db.transaction(async (tx) => {
    const id = randomUUID();
    await tx.insert(apiTokens).values({ id, name, permissions, tokenHash: hashOf(token), createdAt: now() });
    await record(tx, actor, "token.add", `token:${id}`, { name, permissions });
  });
  return token;
}

/** Whom a token speaks for; null when unknown or revoked. */
export async function actorOfToken(db: Db, token: string): Promise<Extract<Actor, { kind: "api" }> | null> {
  const [row] = await db
    .update(apiTokens)
    .set({ lastUsedAt: now() })
    .where(and(eq(apiTokens.tokenHash, hashOf(token)), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id, name: apiTokens.name, permissions: apiTokens.permissions });
  return row ? { kind: "api", ...row } : null;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
