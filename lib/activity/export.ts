import { and, asc, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { activities } from "#db/schema/activity.ts";
import { type Actor, must } from "../actor.ts";
import { csvLine } from "../csv.ts";
import { parse } from "../errors.ts";
import { matches } from "./filter.ts";
import { record } from "./record.ts";
import { ActivityFilter } from "./schema.ts";

const page = 5000;
const header = [
  "番号",
  "日時",
  "操作者の種別",
  "操作者",
  "操作者ID",
  "操作",
  "対象",
  "詳細",
  "ID",
  "直前のハッシュ",
  "ハッシュ",
];

/**
 * The activity log as CSV (RFC 4180, with a byte order mark for Excel), oldest first, a page of rows at a time.
 * The export is recorded before its first line leaves. Times are those of Japan.
 */
export async function exportActivities(db: Db, actor: Actor, input: unknown = {}): Promise<AsyncIterable<string>> {
  must(actor, "activity", "view");
  const filter = parse(ActivityFilter, input);
  await record(db, actor, "activity.export", "activity", { filter });
  return csv(db, matches(filter));
}

async function* csv(db: Db, where: SQL | undefined): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(header)}`;
  for (let after: SQL | undefined; ; ) {
    const rows = await readPage(db, and(where, after));
    if (rows.length > 0) yield rows.map(({ cells }) => csvLine(cells)).join("");
    if (rows.length < page) return;
    after = sql`(${activities.at}, ${activities.id}) > (select one.at, one.id from activities as one where one.id = ${rows.at(-1)!.id})`;
  }
}

function readPage(db: Db, where: SQL | undefined) {
  const { id, actor, action, subject, detail, seq, prevHash, hash } = activities;
  const at = sql`to_char(${activities.at} at time zone 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI:SS.US"+09:00"')`;
  const name = sql`coalesce(${actor}->>'name', ${actor}->>'task')`;
  const cells = sql<(string | null)[]>`array[${seq}::text, ${at}, ${actor}->>'kind', ${name}, ${actor}->>'id',
    ${action}, ${subject}, ${detail}::text, ${id}::text, ${prevHash}, ${hash}]`;
  return db.select({ id, cells }).from(activities).where(where).orderBy(asc(activities.at), asc(id)).limit(page);
}
