import { and, asc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { mails } from "#db/schema/mails.ts";
import type { MailState } from "#db/words.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { csvLine } from "../csv.ts";
import { openReading } from "./reading.ts";
import type { MailAuth } from "./schema.ts";

const page = 200;
const header = [
  "受信日時",
  "状態",
  "理由",
  "保留の原因",
  "発信元",
  "差出人名",
  "差出人アドレス",
  "件名",
  "Message-ID",
  "SPF",
  "DKIM",
  "DMARC",
  "転送ルール",
  "優先度",
  "配信対象の人数",
  "配信ID",
  "ID",
];

/** The log of mails as CSV, oldest first: what came and what became of it, without the texts. Who took it is recorded. */
export async function exportMails(db: Db, actor: Actor, { state }: { state?: MailState } = {}): Promise<string> {
  must(actor, "mail", "view");
  await record(db, actor, "mail.export", "mails", state ? { state } : {});
  const pages = [`\uFEFF${csvLine(header)}`];
  for (let after: SQL | undefined; ; ) {
    const rows = await readPage(db, and(state && eq(mails.state, state), after));
    pages.push(rows.map(lineOf).join(""));
    if (rows.length < page) return pages.join("");
    after = sql`(${mails.receivedAt}, ${mails.id}) > (select one.received_at, one.id from mails as one where one.id = ${rows.at(-1)!.id})`;
  }
}

const { raw: _raw, ...withoutRaw } = getTableColumns(mails);

function readPage(db: Db, where: SQL | undefined) {
  const at = sql<string>`to_char(${mails.receivedAt} at time zone 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI:SS"+09:00"')`;
  return db
    .select({ ...withoutRaw, at, people: broadcasts.audienceCount })
    .from(mails)
    .leftJoin(broadcasts, eq(broadcasts.id, mails.broadcastId))
    .where(where)
    .orderBy(asc(mails.receivedAt), asc(mails.id))
    .limit(page);
}

type Row = Awaited<ReturnType<typeof readPage>>[number];

function lineOf({
  at,
  state,
  reason,
  heldBy,
  source,
  reading,
  messageId,
  auth,
  rule,
  lane,
  people,
  broadcastId,
  id,
}: Row) {
  const { from, subject } = openReading(reading) ?? { from: null, subject: null };
  const { spf = null, dkim = null, dmarc = null } = (auth ?? {}) as MailAuth;
  const sender = [source, from?.name ?? null, from?.address ?? null, subject, messageId];
  return csvLine([at, state, reason, heldBy, ...sender, spf, dkim, dmarc, rule, lane, people, broadcastId, id]);
}
