import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { isStampOf, type Said } from "./stamp.ts";

/** A row as it is hashed: text exactly as the database writes it, so that no digit can change unseen. */
export type Entry = Said & { stamp: string };
export type Link = { seq: number; prevHash: string; hash: string };
export type ChainedEntry = Entry & Link;

/** Where the chain stands: its last number, and the hash the next one refers to. */
export type Place = { seq: number; hash: string };

/** What the first row refers to. */
export const beginning: Place = { seq: 0, hash: "0".repeat(64) };

/** SHA-256 of a JSON array of texts: the row's number, what it says, its stamp, and the hash before it. */
export function hashOf(
  { id, at, actor, action, subject, detail, stamp }: Entry,
  seq: number,
  prevHash: string,
): string {
  return hash("sha256", JSON.stringify([String(seq), id, at, actor, action, subject, detail, stamp, prevHash]), "hex");
}

export function isGenuine(entry: Entry): boolean {
  return isStampOf(entry, entry.stamp);
}

export const entryColumns = sql.raw(
  `id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor::text, action, subject, detail::text, stamp`,
);
export const chainedColumns = sql`${entryColumns}, seq::float8 as seq, prev_hash as "prevHash", hash`;

/** The chain's last place. The order names the table: the bare `seq` would be the cast one, which has no index. */
export async function readHead(db: Db): Promise<Place & { id: string | null }> {
  const [head] = await db.execute<Place & { id: string }>(
    sql`select seq::float8 as seq, hash, id from activities where seq is not null order by activities.seq desc limit 1`,
  );
  return head ?? { ...beginning, id: null };
}
