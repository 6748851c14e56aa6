import { and, eq, lt } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { now } from "../clock.ts";
import { addJob } from "../jobs/add.ts";
import { log } from "../log.ts";
import { notify } from "../notices/notify.ts";

const patienceMs = 2 * 60_000;
const atOnce = 200;

/** Mails that nobody has handled for minutes are asked for again, and staff are told that something is wrong. */
export async function sweepMails(db: Db): Promise<void> {
  const before = new Date(now().getTime() - patienceMs);
  const stuck = await db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.state, "received"), lt(mails.receivedAt, before)))
    .limit(atOnce);
  for (const { id } of stuck) await addJob(db, "mail.handle", { id }, { key: `mail.handle:${id}`, priority: -5 });
  if (stuck.length === 0) return;
  log.warn({ mails: stuck.length }, "mails asked for again");
  await notify(db, notice);
}

const notice = {
  cause: "mail.stuck",
  title: "受信メールの処理が止まっています",
  advice: "「受信メール」で処理中のままのメールを確認し、急ぎの内容は「配信」から手で送ってください。",
};
