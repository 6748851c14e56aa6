import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { idempotencyKeys } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, Invalid } from "../errors.ts";
import { countAudience } from "../segments/audience.ts";
import { composeBroadcast } from "./compose.ts";
import { scheduleBroadcast } from "./schedule.ts";

export type ApiAnswer = { id: string; status: BroadcastStatus; audienceCount: number | null };

/**
 * Composes and schedules in one transaction. With an idempotency key the first answer stands for good:
 * the same body gets it again, another body is a `Conflict`.
 */
export async function sendThroughApi(
  db: Db,
  actor: Extract<Actor, { kind: "api" }>,
  input: unknown,
  key: string | null,
): Promise<ApiAnswer> {
  must(actor, "broadcasts", "send");
  if (key !== null && !keyShape.test(key))
    throw new Invalid([
      { path: ["Idempotency-Key"], message: "Idempotency-Key は1〜255文字の英数字や記号にしてください。" },
    ]);
  return db.transaction(async (tx) => {
    const claim = key === null ? null : { token: actor.id, key, bodyHash: hashOf(input) };
    const earlier = claim && (await firstAnswer(tx, claim));
    if (earlier) return earlier;
    const composed = await composeBroadcast(tx, actor, input, { source: "api", sourceName: actor.name });
    const { id, status, audience } = await scheduleBroadcast(tx, actor, composed.id);
    const everyone = (audience as { kind: string }).kind === "everyone";
    const answer: ApiAnswer = {
      id,
      status,
      audienceCount: everyone ? await countAudience(tx, { kind: "everyone" }) : null,
    };
    if (claim) await tx.update(idempotencyKeys).set({ answer }).where(sameKey(claim));
    return answer;
  });
}

const keyShape = /^[\x21-\x7e]{1,255}$/;

type Claim = { token: string; key: string; bodyHash: string };

/** Takes the key, or waits for whoever has it and returns what they were told. */
async function firstAnswer(tx: Db, claim: Claim): Promise<ApiAnswer | null> {
  const [taken] = await tx
    .insert(idempotencyKeys)
    .values({ ...claim, createdAt: now() })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (taken) return null;
  const [first] = await tx.select().from(idempotencyKeys).where(sameKey(claim));
  if (first!.bodyHash !== claim.bodyHash) throw new Conflict("この Idempotency-Key は別の内容ですでに使われています。");
  return first!.answer as ApiAnswer;
}

function sameKey({ token, key }: Claim) {
  return and(eq(idempotencyKeys.token, token), eq(idempotencyKeys.key, key));
}

function hashOf(input: unknown): string {
  return createHash("sha256").update(JSON.stringify(input)).digest("hex");
}
