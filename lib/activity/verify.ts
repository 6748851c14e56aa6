import type { Db } from "#db/client.ts";
import { type Actor, must } from "../actor.ts";
import { type ChainedEntry, hashOf, isGenuine, type Place } from "./chain.ts";
import { explainEntry, explainHead } from "./explain.ts";
import type { Finding, Verification } from "./findings.ts";
import { type Head, isSignedByUs, ourPublicKey } from "./heads.ts";
import { readHeads } from "./heads-file.ts";
import { chainedPages, startOfChain, waitingPages } from "./read-chain.ts";
import { record } from "./record.ts";

/**
 * Compares every row with the chain and with the heads that were written outside the database, and says which one was
 * touched first. Heads are read before the rows, and the rows as of one moment: what happens meanwhile disturbs nothing.
 */
export async function verifyActivities(db: Db, actor: Actor, headsFile: string): Promise<Verification> {
  must(actor, "activity", "view");
  const { heads, ...file } = await readHeads(headsFile);
  heads.sort((one, other) => one.seq - other.seq);
  const walk = await db.transaction((tx) => walkThrough(tx, heads), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
  const verification = {
    ok: walk.finding === null,
    ...walk,
    heads: { file: headsFile, compared: heads.filter(({ seq }) => isWithin(walk, seq)).length, ...file },
    publicKey: ourPublicKey(),
  };
  await record(db, actor, "activity.verify", "activity", { finding: walk.finding, last: walk.last });
  return verification;
}

type Walk = Pick<Verification, "finding" | "rows" | "first" | "last" | "waiting">;

function isWithin({ first, last }: Walk, seq: number): boolean {
  return first !== null && last !== null && first <= seq && seq <= last;
}

async function walkThrough(tx: Db, heads: Head[]): Promise<Walk> {
  const walk: Walk = { finding: null, rows: 0, first: null, last: null, waiting: 0 };
  const start = await startOfChain(tx);
  walk.finding = (await checkChain(tx, heads, start, walk)) ?? (await checkWaiting(tx, walk)) ?? checkNewestHead(heads);
  return walk;
}

async function checkChain(tx: Db, heads: Head[], start: Place, walk: Walk): Promise<Finding | null> {
  const headsAt = Map.groupBy(heads, (head) => head.seq);
  let place = start;
  const against = () => headsAt.get(place.seq)?.find((head) => head.hash !== place.hash);
  for await (const entries of chainedPages(tx)) {
    for (const entry of entries) {
      if (!follows(entry, place)) return explainEntry(tx, heads, entry, place);
      place = { seq: entry.seq, hash: entry.hash };
      const head = against();
      if (head) return explainHead(tx, heads, head, place);
      walk.first ??= place.seq;
      walk.last = place.seq;
      walk.rows++;
    }
  }
  const beyond = heads.find((head) => head.seq > place.seq);
  return beyond ? explainHead(tx, heads, beyond, place) : null;
}

function follows(entry: ChainedEntry, { seq, hash }: Place): boolean {
  return (
    entry.seq === seq + 1 &&
    entry.prevHash === hash &&
    entry.hash === hashOf(entry, entry.seq, hash) &&
    isGenuine(entry)
  );
}

async function checkWaiting(tx: Db, walk: Walk): Promise<Finding | null> {
  for await (const entries of waitingPages(tx)) {
    const invented = entries.find((entry) => !isGenuine(entry));
    if (invented) return { kind: "inserted", seq: null, id: invented.id };
    walk.waiting += entries.length;
  }
  return null;
}

/** All others agree with a chain that leads to this one: its signature stands for theirs. */
function checkNewestHead(heads: Head[]): Finding | null {
  const newest = heads.at(-1);
  if (!newest || isSignedByUs(newest)) return null;
  return { kind: "forged-head", seq: newest.seq, id: null };
}
