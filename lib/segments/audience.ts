import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import { segments } from "#db/schema/segments.ts";
import { testRecipients } from "#db/schema/settings.ts";
import { type Actor, must } from "../actor.ts";
import { countRecipients } from "../deliveries/recipients.ts";
import { Invalid, parse } from "../errors.ts";
import { currentForm } from "../preferences/form.ts";
import type { Question } from "../preferences/schema.ts";
import { checkRule } from "./check.ts";
import { compileAudienceRule, reachable } from "./compile.ts";
import { Audience, Rule } from "./schema.ts";

/** The rule an audience stands for; null for everyone (LINE's own broadcast call), test recipients and past ones. */
export async function ruleOf(db: Db, audience: Audience): Promise<Rule | null> {
  if (audience.kind === "rule") return audience.rule;
  if (audience.kind === "registered") return { registered: true };
  if (audience.kind === "recipientsOf") return mustBeKnown(db, audience.broadcast);
  if (audience.kind !== "segment") return null;
  const [segment] = await db
    .select({ rule: segments.rule })
    .from(segments)
    .where(and(eq(segments.key, audience.key), isNull(segments.retiredAt)));
  if (!segment)
    throw new Invalid([{ path: ["audience", "key"], message: `配信グループ「${audience.key}」がありません。` }]);
  return segment.rule as Rule;
}

async function mustBeKnown(db: Db, broadcastId: string): Promise<null> {
  if ((await countRecipients(db, broadcastId)) !== null) return null;
  const message = "元の配信を受け取った人の記録が、保存期間を過ぎて消えました。配信対象を選び直してください。";
  throw new Invalid([{ path: ["audience"], message }]);
}

/** Throws `Invalid` when the audience names what does not exist. */
export async function checkAudience(db: Db, audience: Audience): Promise<void> {
  const rule = await ruleOf(db, audience);
  if (rule && audience.kind === "rule") checkRule((await currentForm(db)).questions, rule, ["audience", "rule"]);
}

/** How many people the audience is at this moment. For everyone: the friends we know of. */
export async function countAudience(db: Db, audience: Audience): Promise<number> {
  if (audience.kind === "test") return db.$count(testRecipients);
  if (audience.kind === "recipientsOf") return (await countRecipients(db, audience.broadcast)) ?? 0;
  const rule = await ruleOf(db, audience);
  return countWhere(db, rule ? await compileAudienceRule(db, rule) : reachable);
}

/** The head-count beside the composer. */
export async function countAudienceFor(db: Db, actor: Actor, input: unknown): Promise<number> {
  must(actor, "segments", "view");
  const audience = parse(Audience, input);
  await checkAudience(db, audience);
  return countAudience(db, audience);
}

/** The head-count behind `POST /api/segments/count`. */
export async function countRule(db: Db, actor: Actor, input: unknown): Promise<number> {
  must(actor, "segments", "view");
  const rule = parse(Rule, input);
  checkRule((await currentForm(db)).questions, rule);
  return countWhere(db, await compileAudienceRule(db, rule));
}

/** How many people a rule gives, read by another form than the one in force: by one that is about to be published. */
export async function countRuleBy(db: Db, rule: Rule, questions?: Question[]): Promise<number> {
  return countWhere(db, await compileAudienceRule(db, rule, questions));
}

async function countWhere(db: Db, condition: ReturnType<typeof sql>): Promise<number> {
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(followers).where(condition);
  return row!.count;
}
