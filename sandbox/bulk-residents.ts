import { bulkUserId } from "./user-id.ts";

/**
 * The bulk residents 1…count. A million of them costs nothing until somebody asks whether an id is one of them; then a
 * hash table of 52 bits per id is filled (16 MB per million), which is exact enough for ids that sha256 spreads.
 */
export type BulkResidents = { count: number; filled: number; slots: Float64Array };

export function createBulk(count = 0): BulkResidents {
  return { count, filled: 0, slots: new Float64Array(0) };
}

export function isBulk(bulk: BulkResidents, userId: string) {
  if (bulk.count === 0) return false;
  fill(bulk);
  const print = fingerprint(userId);
  return bulk.slots[slotOf(bulk.slots, print)] === print;
}

/** Ids of the residents after the first `skip`, at most `limit`. */
export function* bulkIds(bulk: BulkResidents, skip: number) {
  for (let n = skip + 1; n <= bulk.count; n += 1) yield bulkUserId(n);
}

function fill(bulk: BulkResidents) {
  if (bulk.filled === bulk.count) return;
  if (bulk.slots.length < bulk.count * 2) grow(bulk);
  for (let n = bulk.filled + 1; n <= bulk.count; n += 1) insert(bulk.slots, fingerprint(bulkUserId(n)));
  bulk.filled = bulk.count;
}

function grow(bulk: BulkResidents) {
  bulk.slots = new Float64Array(2 ** Math.ceil(Math.log2(bulk.count * 2 + 2)));
  bulk.filled = 0;
}

function insert(slots: Float64Array, print: number) {
  slots[slotOf(slots, print)] = print;
}

function slotOf(slots: Float64Array, print: number) {
  let slot = print % slots.length;
  while (slots[slot] !== 0 && slots[slot] !== print) slot = (slot + 1) % slots.length;
  return slot;
}

function fingerprint(userId: string) {
  return Number.parseInt(userId.slice(1, 14), 16) + 1;
}
