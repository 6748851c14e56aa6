import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { type ChainedEntry, hashOf, isGenuine, type Place } from "./chain.ts";
import type { Finding } from "./findings.ts";
import { type Head, isSignedByUs } from "./heads.ts";

/** What must have happened when this row does not follow that place: asked only once something is wrong. */
export async function explainEntry(tx: Db, heads: Head[], entry: ChainedEntry, last: Place): Promise<Finding> {
  const { seq, id } = entry;
  const expected = last.seq + 1;
  if (seq < expected) return { kind: isGenuine(entry) ? "reordered" : "inserted", seq, id };
  const successor = await successorOf(tx, last, id);
  if (!isGenuine(entry) && seq === expected) {
    const inserted = successor !== undefined || (await isInvented(tx, heads, entry));
    return { kind: inserted ? "inserted" : "changed", seq, id };
  }
  if (successor) return { kind: "reordered", seq: expected, id: successor };
  if (seq > expected) return explainGap(entry, last);
  return explainLink(tx, heads, entry, last);
}

/** The chain is whole, but not the one whose head was signed: somebody computed it anew after the last good head. */
export async function explainHead(tx: Db, heads: Head[], head: Head, last: Place): Promise<Finding> {
  if (!isSignedByUs(head)) return { kind: "forged-head", seq: head.seq, id: null };
  const seq = (heads.findLast((one) => one.seq < head.seq)?.seq ?? 0) + 1;
  if (last.seq < head.seq) return { kind: "removed", seq: last.seq + 1, through: head.seq, id: null };
  return { kind: await kindOfRebuilding(tx, heads, head), seq, through: head.seq, id: head.id };
}

/** Rows that went missing or came in between move all later ones, not only the one that was signed. */
async function kindOfRebuilding(tx: Db, heads: Head[], head: Head): Promise<Finding["kind"]> {
  const next = heads.find((one) => one.seq > head.seq) ?? head;
  const [shift, later] = [await shiftOf(tx, head), await shiftOf(tx, next)];
  if (shift === undefined) return "removed";
  if (shift === 0 || later === 0) return "reordered";
  return shift < 0 ? "removed" : "inserted";
}

/** Another row that says it comes right after this place. */
async function successorOf(tx: Db, { hash }: Place, id: string): Promise<string | undefined> {
  const [row] = await tx.execute<{ id: string }>(
    sql`select id from activities where prev_hash = ${hash} and id <> ${id}::uuid limit 1`,
  );
  return row?.id;
}

/** Not genuine: is it a row that never was, or another text for one that was? */
async function isInvented(tx: Db, heads: Head[], entry: ChainedEntry): Promise<boolean> {
  const { id, seq, stamp, prevHash, hash } = entry;
  const borrowed = await tx.execute(sql`
    select from activities where stamp = ${stamp} and id <> ${id}::uuid limit 1`);
  if (stamp === "" || borrowed.length > 0) return true;
  if (hash !== hashOf(entry, seq, prevHash)) return false;
  const head = heads.find((one) => one.seq >= seq);
  return !head || (await shiftOf(tx, head)) !== 0 || (await isStill(tx, head));
}

function explainGap({ seq, id, prevHash }: ChainedEntry, last: Place): Finding {
  if (prevHash === last.hash) return { kind: "reordered", seq, id };
  return { kind: "removed", seq: last.seq + 1, through: seq - 1, id: null };
}

/** A genuine row with a wrong hash: its own columns were changed, or those before it are gone, or it is another's place. */
async function explainLink(tx: Db, heads: Head[], entry: ChainedEntry, last: Place): Promise<Finding> {
  const { seq, id, prevHash, hash } = entry;
  const right = hashOf(entry, seq, last.hash);
  const stoodHere = right === hash || (await isReferredTo(tx, heads, { seq, hash: right }));
  if (stoodHere) return { kind: "changed", seq, id };
  if (prevHash !== last.hash) return { kind: "removed", seq, id: null };
  return { kind: (await isNewest(tx, seq)) ? "changed" : "reordered", seq, id };
}

/** Whether the next row or a head still knows this place. */
async function isReferredTo(tx: Db, heads: Head[], { seq, hash }: Place): Promise<boolean> {
  if (heads.some((head) => head.seq === seq && head.hash === hash)) return true;
  return (await tx.execute(sql`select from activities where prev_hash = ${hash} limit 1`)).length > 0;
}

async function isNewest(tx: Db, seq: number): Promise<boolean> {
  return (await tx.execute(sql`select from activities where seq > ${seq} limit 1`)).length === 0;
}

/** By how many places the row of a head has moved since; undefined when it is gone. */
async function shiftOf(tx: Db, head: Head): Promise<number | undefined> {
  const [row] = await tx.execute<{ seq: number | null }>(
    sql`select seq::float8 as seq from activities where id = ${head.id}::uuid`,
  );
  return row?.seq == null ? undefined : row.seq - head.seq;
}

async function isStill(tx: Db, { seq, hash }: Head): Promise<boolean> {
  return (await tx.execute(sql`select from activities where seq = ${seq} and hash = ${hash}`)).length > 0;
}
