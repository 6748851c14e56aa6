import type { Db } from "#db/client.ts";
import { type Actor, must } from "../actor.ts";
import { type ChainedEntry, hashOf, isGenuine, type Place } from "./chain.ts";
import { explainEntry, explainHead } from "./explain.ts";
import type { Finding, Verification } from "./findings.ts";
import { type Head, isSignedByUs, ourPublicKey } from "./heads.ts";
import { type HeadsFile, missingLines, readHeads } from "./heads-file.ts";
import { readKeptHeads } from "./kept-heads.ts";
import { chainedPages, startOfChain, waitingPages } from "./read-chain.ts";
import { record } from "./record.ts";
import { newestWritten } from "./written-head.ts";

/**
 * Compares every row with the chain and with the heads that were written outside the database, and says which one was
 * touched first. Heads are read before the rows, and the rows as of one moment: what happens meanwhile disturbs nothing.
 */
export async function verifyActivities(db: Db, actor: Actor, headsFile: string): Promise<Verification> {
  must(actor, "activity", "view");
  const newest = await newestWritten(db);
  const read = inOrder(await readHeads(headsFile));
  const { count, first } = missingLines(read, newest);
  return verifyWith(db, actor, { ...read, file: headsFile, missing: count, loss: first });
}

/** The same with heads that somebody kept elsewhere: of those, nobody can say how many there must be. */
export async function verifyAgainstKept(db: Db, actor: Actor, keptFile: string): Promise<Verification> {
  must(actor, "activity", "view");
  const read = inOrder(await readKeptHeads(keptFile));
  return verifyWith(db, actor, { ...read, file: keptFile, missing: missingLines(read).count, loss: null });
}

function inOrder(read: HeadsFile): HeadsFile {
  return { ...read, heads: read.heads.toSorted((one, other) => one.seq - other.seq) };
}

type Evidence = HeadsFile & { file: string; missing: number; loss: Finding | null };

async function verifyWith(db: Db, actor: Actor, evidence: Evidence): Promise<Verification> {
  const { heads, loss, signatures: _, ...file } = evidence;
  const walk = await db.transaction((tx) => walkThrough(tx, heads), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
  walk.finding ??= loss;
  const verification = {
    ok: walk.finding === null,
    ...walk,
    heads: { ...file, compared: heads.filter(({ seq }) => isWithin(walk, seq)).length },
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
