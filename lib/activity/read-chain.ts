import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import {
  beginning,
  type ChainedEntry,
  chainedColumns,
  type Entry,
  entryColumns,
  isGenuine,
  type Place,
} from "./chain.ts";

const page = 10_000;

/**
 * What the first row that is still here must refer to: the beginning, or the newest checkpoint before it, which
 * retention left when it removed older rows.
 */
export async function startOfChain(tx: Db): Promise<Place> {
  const [first] = await tx.execute<{ seq: number }>(
    sql`select seq::float8 as seq from activities where seq is not null order by activities.seq limit 1`,
  );
  const checkpoints = await tx.execute<Entry>(sql`
    select ${entryColumns} from activities where action = 'activity.checkpoint' and seq is not null order by activities.seq desc`);
  for (const checkpoint of checkpoints) {
    if (!first || !isGenuine(checkpoint)) continue;
    const { upTo, hash } = JSON.parse(checkpoint.detail) as { upTo: number; hash: string };
    if (upTo < first.seq) return { seq: upTo, hash };
  }
  return beginning;
}

/** All rows of the chain by number, page by page; the next page is under way while one is looked at. */
export async function* chainedPages(tx: Db): AsyncGenerator<ChainedEntry[]> {
  let next = readPage(tx, sql`seq is not null`);
  for (;;) {
    const entries = await next;
    const last = entries.at(-1);
    if (!last) return;
    next = readPage(tx, sql`(seq, id) > (${last.seq}::bigint, ${last.id}::uuid)`);
    next.catch(() => {});
    yield entries;
  }
}

async function readPage(tx: Db, where: SQL): Promise<ChainedEntry[]> {
  return tx.execute<ChainedEntry>(
    sql`select ${chainedColumns} from activities where ${where} order by activities.seq, activities.id limit ${page}`,
  );
}

/** Rows that were written and have no place yet: normally those of the last second. */
export async function* waitingPages(tx: Db): AsyncGenerator<Entry[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const entries = await tx.execute<Entry>(sql`
      select ${entryColumns} from activities where seq is null and id > ${after}::uuid order by activities.id limit ${page}`);
    yield entries;
    if (entries.length < page) return;
    after = entries.at(-1)!.id;
  }
}
