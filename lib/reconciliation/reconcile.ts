import { desc, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { reconciliations } from "#db/schema/settings.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import type { LineClient } from "../line/client.ts";
import { notify } from "../notices/notify.ts";

export type Reconciliation = typeof reconciliations.$inferSelect;

/** LINE leaves out who blocked us or left; so much less than what it accepted is still ordinary. */
const ordinaryShare = 0.9;
const fewestPeople = 100;

/**
 * Compares yesterday's acceptances (multicast, people) with what LINE says it delivered: in LINE's outages requests
 * were answered 200 and nothing was sent. A wide gap is told to staff. Throws while LINE has no figure yet.
 */
export async function reconcileYesterday(db: Db, line: LineClient): Promise<void> {
  const day = dayInTokyo(new Date(now().getTime() - 24 * 3_600_000));
  const answer = await line.get(`/v2/bot/message/delivery/multicast?date=${day.replaceAll("-", "")}`);
  if (answer.status !== 200 || answer.body.status === "unready") throw new Error(`LINE has no figure for ${day} yet`);
  if (answer.body.status !== "ready") return;
  const countedByLine = Number(answer.body.success ?? 0);
  const accepted = await acceptedOn(db, day);
  const row = { accepted, countedByLine, checkedAt: now() };
  await db
    .insert(reconciliations)
    .values({ day, ...row })
    .onConflictDoUpdate({ target: reconciliations.day, set: row });
  if (accepted >= fewestPeople && countedByLine < accepted * ordinaryShare)
    await notify(db, gap(day, accepted, countedByLine));
}

/** The latest comparisons, newest first. */
export async function listReconciliations(db: Db, actor: Actor): Promise<Reconciliation[]> {
  must(actor, "broadcasts", "view");
  return db.select().from(reconciliations).orderBy(desc(reconciliations.day)).limit(31);
}

async function acceptedOn(db: Db, day: string): Promise<number> {
  const [row] = await db.execute<{ people: number }>(sql`
    select coalesce(sum(recipient_count), 0)::int as people from deliveries
    where status = 'accepted' and call = 'multicast'
      and finished_at >= ${`${day}T00:00:00+09:00`}::timestamptz
      and finished_at < ${`${day}T00:00:00+09:00`}::timestamptz + interval '1 day'`);
  return row!.people;
}

function gap(day: string, accepted: number, countedByLine: number) {
  const people = (count: number) => `${count.toLocaleString("ja-JP")}人`;
  return {
    cause: `line.gap:${day}`,
    title: `${day}の配信で、LINEの集計が受付数より少なくなっています`,
    advice: `受付 ${people(accepted)} に対してLINEの集計は ${people(countedByLine)} です。LINEの障害情報を確認し、大切な内容は配信し直してください。`,
  };
}

function dayInTokyo(moment: Date): string {
  return moment.toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
}
