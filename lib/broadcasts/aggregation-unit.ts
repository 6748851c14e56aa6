import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { now } from "../clock.ts";
import type { Broadcast } from "./compose.ts";

/** LINE ignores the 1,001st name of a month; the last hundred are kept for what people send by hand. */
const namesBeforeSharing = 900;

/**
 * The name under which LINE counts the opens of a broadcast's multicasts: its own, or, when a month's names run short,
 * one shared by the automatic broadcasts of one rule and day. At most 30 characters of [a-zA-Z0-9_].
 */
export async function aggregationUnitFor(tx: Db, broadcast: Broadcast): Promise<string> {
  const own = `b_${broadcast.id.replaceAll("-", "").slice(0, 28)}`;
  if (broadcast.source !== "mail" || (await namesThisMonth(tx)) < namesBeforeSharing) return own;
  const rule = createHash("sha256")
    .update(broadcast.sourceName ?? "")
    .digest("hex")
    .slice(0, 16);
  return `m_${dayInTokyo(now()).replaceAll("-", "")}_${rule}`;
}

async function namesThisMonth(tx: Db): Promise<number> {
  const firstDay = `${dayInTokyo(now()).slice(0, 7)}-01T00:00:00+09:00`;
  const [row] = await tx
    .select({ count: sql<number>`count(distinct ${broadcasts.aggregationUnit})::int` })
    .from(broadcasts)
    .where(sql`${broadcasts.startedAt} >= ${firstDay}::timestamptz`);
  return row!.count;
}

function dayInTokyo(moment: Date): string {
  return moment.toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
}
