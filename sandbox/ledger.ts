/** Everything accepted under one message key. Recipients lie packed, 16 bytes each, so that millions stay small. */
export type MessageRecord = {
  messageKey: string;
  messages: unknown[];
  unit?: string;
  requests: number;
  packed: Buffer;
  packedBytes: number;
  broadcasts: number;
  broadcastReach: number;
  firstAcceptedAt: number;
  lastAcceptedAt: number;
  counted?: { atBytes: number; recipients: number; doubled: number };
};

export type Violation = { at: number; kind: string; endpoint: string; requestId: string; detail: string };
export type Ledger = { messages: Map<string, MessageRecord>; violations: Violation[]; violationCount: number };

export type Acceptance = {
  at: number;
  messageKey: string;
  messages: unknown[];
  unit?: string;
  recipients: string[] | "everyone";
  reach: number;
};

const idBytes = 16;
const keptViolations = 1000;

export function createLedger(): Ledger {
  return { messages: new Map(), violations: [], violationCount: 0 };
}

export function recordAcceptance(ledger: Ledger, acceptance: Acceptance) {
  const record = ledger.messages.get(acceptance.messageKey) ?? openRecord(ledger, acceptance);
  record.requests += 1;
  record.lastAcceptedAt = acceptance.at;
  if (acceptance.recipients !== "everyone") return pack(record, acceptance.recipients);
  record.broadcasts += 1;
  record.broadcastReach += acceptance.reach;
}

/** Notes what the real LINE lets pass but a careful sender never does. */
export function recordViolation(ledger: Ledger, violation: Violation) {
  ledger.violationCount += 1;
  if (ledger.violations.length < keptViolations) ledger.violations.push(violation);
}

/** How often each recipient of this message was accepted by id; keys are the ids' 16 bytes as latin1. */
export function countsById(record: MessageRecord) {
  const counts = new Map<string, number>();
  for (let at = 0; at < record.packedBytes; at += idBytes) {
    const id = record.packed.toString("latin1", at, at + idBytes);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** The key of `countsById` for a LINE user id. */
export function packedId(userId: string) {
  return Buffer.from(userId.slice(1), "hex").toString("latin1");
}

/** How often the message was accepted for one resident by id (broadcasts not counted). */
export function countForOne(record: MessageRecord, userId: string) {
  const wanted = Buffer.from(userId.slice(1), "hex");
  const packed = record.packed.subarray(0, record.packedBytes);
  let count = 0;
  for (let at = packed.indexOf(wanted); at !== -1; at = packed.indexOf(wanted, at + 1)) {
    if (at % idBytes === 0) count += 1;
  }
  return count;
}

function openRecord(ledger: Ledger, { at, messageKey, messages, unit }: Acceptance) {
  const counts = { requests: 0, packedBytes: 0, broadcasts: 0, broadcastReach: 0 };
  const times = { firstAcceptedAt: at, lastAcceptedAt: at };
  const record: MessageRecord = { messageKey, messages, unit, ...counts, ...times, packed: Buffer.alloc(0) };
  ledger.messages.set(messageKey, record);
  return record;
}

function pack(record: MessageRecord, userIds: string[]) {
  const needed = record.packedBytes + userIds.length * idBytes;
  if (needed > record.packed.length) enlarge(record, needed);
  let hex = "";
  for (const userId of userIds) hex += userId.slice(1);
  record.packedBytes += record.packed.write(hex, record.packedBytes, "hex");
}

function enlarge(record: MessageRecord, needed: number) {
  const larger = Buffer.alloc(Math.max(needed, record.packed.length * 2, 64));
  record.packed.copy(larger);
  record.packed = larger;
}
