import { createHash, randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { apiTokens } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, departmentOf, must, type Permissions } from "../actor.ts";
import { now } from "../clock.ts";
import { Forbidden, isUuid, NotFound, parse } from "../errors.ts";
import { mustOwn } from "./gift.ts";
import { AddToken } from "./schema.ts";

export type ApiToken = {
  id: string;
  name: string;
  permissions: Permissions;
  createdAt: Date;
  expiresFor: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

const dayMs = 86_400_000;

/** Makes a token for another city system. It is shown once; we keep only its hash. */
export async function addToken(db: Db, actor: Actor, input: unknown): Promise<string> {
  must(actor, "settings", "edit");
  const { name, permissions, days } = parse(AddToken, input);
  mustOwn(actor, permissions);
  // A token belongs to no department: it would see and stop the broadcasts of all.
  if (departmentOf(actor) !== null) throw new Forbidden("部署に所属する職員は、APIトークンを発行できません。");
  const token = `kairan_${randomBytes(32).toString("base64url")}`;
  const expiresFor = new Date(now().getTime() + days * dayMs);
  const issuerId = actor.kind === "staff" ? actor.id : null;
  await db.transaction(async (tx) => {
    const id = randomUUID();
    await tx
      .insert(apiTokens)
      .values({ id, name, permissions, issuerId, tokenHash: hashOf(token), createdAt: now(), expiresFor });
    await record(tx, actor, "token.add", `token:${id}`, { name, permissions, expiresFor });
  });
  return token;
}

/** Every token there was, the newest first; never the tokens themselves. */
export async function listTokens(db: Db, actor: Actor): Promise<ApiToken[]> {
  must(actor, "settings", "view");
  const { id, name, permissions, createdAt, expiresFor, lastUsedAt, revokedAt } = apiTokens;
  return db
    .select({ id, name, permissions, createdAt, expiresFor, lastUsedAt, revokedAt })
    .from(apiTokens)
    .orderBy(desc(createdAt))
    .limit(200);
}

/** Who made the token, if `id` is one and a member of staff made it. */
export async function issuerOf(db: Db, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.select({ issuerId: apiTokens.issuerId }).from(apiTokens).where(eq(apiTokens.id, id));
  return row?.issuerId ?? null;
}

/** Takes a token back: it opens nothing from its next call. */
export async function revokeToken(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "settings", "edit");
  if (!isUuid(id) || (await db.$count(apiTokens, eq(apiTokens.id, id))) === 0)
    throw new NotFound("このAPIトークンはありません。");
  await db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiTokens)
      .set({ revokedAt: now() })
      .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name });
    if (revoked) await record(tx, actor, "token.revoke", `token:${id}`, revoked);
  });
}

type Refusal = { refused: "unknown" | "revoked" | "expired" };

/** Whom a token speaks for, or why it speaks for nobody. */
export async function actorOfToken(db: Db, token: string): Promise<Extract<Actor, { kind: "api" }> | Refusal> {
  const which = eq(apiTokens.tokenHash, hashOf(token));
  const inTime = or(isNull(apiTokens.expiresFor), gt(apiTokens.expiresFor, now()));
  const [row] = await db
    .update(apiTokens)
    .set({ lastUsedAt: now() })
    .where(and(which, isNull(apiTokens.revokedAt), inTime))
    .returning({ id: apiTokens.id, name: apiTokens.name, permissions: apiTokens.permissions });
  return row ? { kind: "api", ...row } : { refused: await whyNot(db, which) };
}

async function whyNot(db: Db, which: ReturnType<typeof eq>): Promise<Refusal["refused"]> {
  const [row] = await db.select({ revokedAt: apiTokens.revokedAt }).from(apiTokens).where(which);
  if (!row) return "unknown";
  return row.revokedAt ? "revoked" : "expired";
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
