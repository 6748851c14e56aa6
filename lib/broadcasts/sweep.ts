import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { finishAllDone } from "../deliveries/finish.ts";
import { addJob } from "../jobs/add.ts";
import { log } from "../log.ts";
import { notify } from "../notices/notify.ts";
import { lapseSubmissions } from "./lapse.ts";

/** How long a due or unfinished broadcast may stand still before its job is asked for again. */
const patienceSeconds = 60;
/** How long LINE may accept nothing of a running broadcast before staff are told. */
const standstillMinutes = 5;
const lookBackMinutes = 10;

/** Finds what should be moving and does not, and what ended other than it should. */
export async function sweep(db: Db): Promise<void> {
  await askAgain(db);
  await lapseSubmissions(db);
  await finishAllDone(db);
  await tellOfStandstill(db);
  await tellOfMissing(db);
}

/** Due but not started, or sending with an audience not yet frozen. */
async function askAgain(db: Db): Promise<void> {
  const before = secondsAgo(patienceSeconds);
  const stuck = await db.execute<{ id: string }>(sql`
    select id from broadcasts
    where (status = 'scheduled' and coalesce(scheduled_for, updated_at) < ${before}::timestamptz)
       or (status = 'sending' and not frozen and updated_at < ${before}::timestamptz)`);
  for (const { id } of stuck) {
    log.warn({ broadcast: id }, "standing still; asked for again");
    await addJob(db, "broadcast.start", { id }, { key: `broadcast.start:${id}` });
  }
}

async function tellOfStandstill(db: Db): Promise<void> {
  const rows = await db.execute<Titled>(sql`
    select id, title from broadcasts
    where status = 'sending' and updated_at < ${secondsAgo(standstillMinutes * 60)}::timestamptz
      and exists (select 1 from deliveries where broadcast_id = broadcasts.id and status in ('pending', 'sending'))
      and not exists (select 1 from deliveries
        where broadcast_id = broadcasts.id and finished_at > ${secondsAgo(standstillMinutes * 60)}::timestamptz)`);
  for (const { id, title } of rows)
    await notify(db, {
      cause: `broadcast.standstill:${id}`,
      title: `「${title}」の配信が${standstillMinutes}分以上進んでいません`,
      advice: "LINEの障害情報と、送信プロセスが動いているかを確認してください。復旧すると自動で続きから送ります。",
    });
}

/** Every person of the audience stands in exactly one delivery. If not, we have a fault and say so. */
async function tellOfMissing(db: Db): Promise<void> {
  const rows = await db.execute<Titled>(sql`
    select id, title from broadcasts
    where status = 'sent' and finished_at > ${secondsAgo(lookBackMinutes * 60)}::timestamptz
      and audience_count <> (select coalesce(sum(recipient_count), 0) from deliveries
        where broadcast_id = broadcasts.id and decision is distinct from 'resent')`);
  for (const { id, title } of rows)
    await notify(db, {
      cause: `broadcast.missing:${id}`,
      title: `「${title}」の送信数が配信対象の人数と合いません`,
      advice: "システムの不具合の可能性があります。配信の画面の人数を控えて、保守担当へ連絡してください。",
    });
}

type Titled = { id: string; title: string };

function secondsAgo(seconds: number): string {
  return new Date(now().getTime() - seconds * 1000).toISOString();
}
