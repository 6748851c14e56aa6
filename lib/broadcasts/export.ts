import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { csvLine } from "../csv.ts";
import { type BroadcastFilter, type BroadcastSummary, listBroadcasts } from "./read.ts";

const page = 1000;
const header = [
  "タイトル",
  "状態",
  "優先度",
  "作成者",
  "作成日時",
  "予定日時",
  "開始日時",
  "終了日時",
  "配信対象の人数",
  "受付",
  "拒否",
  "送信待ち",
  "期限切れ",
  "ID",
];

/** The list as CSV, as it is filtered and ordered on screen: how each went, never to whom. Who took it is recorded. */
export async function exportBroadcasts(
  db: Db,
  actor: Actor,
  { status, order }: Pick<BroadcastFilter, "status" | "order"> = {},
): Promise<string> {
  must(actor, "broadcasts", "view");
  await record(db, actor, "broadcast.export", "broadcasts", status ? { status } : {});
  const pages = [`\uFEFF${csvLine(header)}`];
  for (let offset = 0; ; offset += page) {
    const rows = await listBroadcasts(db, actor, { status, order, limit: page, offset });
    pages.push(rows.map(lineOf).join(""));
    if (rows.length < page) return pages.join("");
  }
}

function lineOf(row: BroadcastSummary): string {
  const { title, status, lane, createdBy, createdAt, scheduledFor, startedAt, finishedAt, audienceCount, id } = row;
  const { accepted, rejected, pending, expired } = row.progress;
  const moments = [createdAt, scheduledFor, startedAt, finishedAt].map(inJapan);
  return csvLine([
    ...[title, status, lane, createdBy, ...moments],
    ...[audienceCount, accepted, rejected, pending, expired, id],
  ]);
}

function inJapan(at: Date | null): string {
  return at ? `${at.toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" }).replace(" ", "T")}+09:00` : "";
}
