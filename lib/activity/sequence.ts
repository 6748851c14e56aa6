import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { type Entry, entryColumns, hashOf, type Link, type Place, readHead } from "./chain.ts";

/** At most so many rows get their place in one transaction. */
const batch = 1000;

const waitingOrder = sql`from activities where seq is null order by activities.at, activities.id limit ${batch}`;

/**
 * Gives committed rows their place in the chain; true when there may be more. Any process may call it at any time:
 * one works, the others go on. Only rows that are visible and have no place are taken, so the numbers follow the order
 * in which rows became visible: a slow transaction's row comes late, never in between.
 */
export async function chainActivities(db: Db): Promise<boolean> {
  if (!(await isAnyWaiting(db))) return false;
  return db.transaction(async (tx) => {
    if (!(await takesTurn(tx))) return false;
    const entries = await tx.execute<Entry>(sql`select ${entryColumns} ${waitingOrder}`);
    await writeLinks(tx, linksFor(await readHead(tx), entries));
    return entries.length === batch;
  });
}

async function isAnyWaiting(db: Db): Promise<boolean> {
  return (await db.execute(sql`select from activities where seq is null limit 1`)).length > 0;
}

/** The lock ends with the transaction, so a process that dies or freezes leaves nobody in charge for long. */
async function takesTurn(tx: Db): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(7105) as taken`);
  return row!.taken;
}

function linksFor(head: Place, entries: Iterable<Entry>): (Link & { id: string })[] {
  let { seq, hash: prevHash } = head;
  return Array.from(entries, (entry) => {
    const link = { id: entry.id, seq: ++seq, prevHash, hash: hashOf(entry, seq, prevHash) };
    prevHash = link.hash;
    return link;
  });
}

async function writeLinks(tx: Db, links: (Link & { id: string })[]): Promise<void> {
  const written = await tx.execute(sql`
    update activities as row set seq = link.seq, prev_hash = link."prevHash", hash = link.hash
    from json_to_recordset(${JSON.stringify(links)}::json) as link(id uuid, seq bigint, "prevHash" text, hash text)
    where row.id = link.id and row.seq is null returning 1`);
  if (written.length !== links.length) throw new Error("rows vanished while they were chained");
}
