import { countForOne, countsById, type Ledger, type MessageRecord, packedId, type Violation } from "./ledger.ts";

export type MessageSummary = {
  messageKey: string;
  preview: string;
  unit?: string;
  requests: number;
  acceptances: number;
  recipients: number;
  doubled: number;
  broadcasts: number;
  firstAcceptedAt: number;
  lastAcceptedAt: number;
};

export type LedgerTotals = {
  acceptedRequests: number;
  acceptances: number;
  recipients: number;
  doubled: number;
  messages: MessageSummary[];
  violations: Violation[];
  violationCount: number;
};

/**
 * Adds the ledger up. `acceptances` counts recipients over all accepted requests, `recipients` distinct people,
 * `doubled` the (recipient, message) pairs accepted more than once; all three must be looked up id by id, so a
 * `brief` summary leaves `recipients` and `doubled` at -1 for whoever asks while sending runs.
 */
export function summarize(ledger: Ledger, friends: number, brief: boolean): LedgerTotals {
  const records = [...ledger.messages.values()];
  const messages = records.map((record) => summarizeMessage(record, friends, brief));
  return {
    acceptedRequests: total(messages.map((one) => one.requests)),
    acceptances: total(messages.map((one) => one.acceptances)),
    recipients: brief ? -1 : distinctRecipients(records, messages, friends),
    doubled: brief ? -1 : total(messages.map((one) => one.doubled)),
    messages,
    violations: ledger.violations,
    violationCount: ledger.violationCount,
  };
}

export function summarizeOne(ledger: Ledger, userId: string, friend: boolean) {
  const all = [...ledger.messages.values()].map((record) => ({
    messageKey: record.messageKey,
    preview: previewOf(record.messages),
    messages: record.messages,
    count: countForOne(record, userId) + (friend ? record.broadcasts : 0),
  }));
  return all.filter((one) => one.count > 0);
}

/** Compares who should have got a message with who was accepted; broadcasts name nobody and so count for nothing here. */
export function compareAudience(ledger: Ledger, messageKey: string, userIds: string[]) {
  const record = ledger.messages.get(messageKey);
  const counts = record ? countsById(record) : new Map<string, number>();
  const missing = userIds.filter((userId) => !counts.has(packedId(userId)));
  const audience = new Set(userIds.map(packedId));
  const accepted = [...counts];
  return {
    missing: missing.slice(0, 20),
    missingCount: missing.length,
    doubledCount: accepted.filter(([id, count]) => count > 1 && audience.has(id)).length,
    extraCount: accepted.filter(([id]) => !audience.has(id)).length,
  };
}

function summarizeMessage(record: MessageRecord, friends: number, brief: boolean): MessageSummary {
  const { messageKey, unit, requests, broadcasts, firstAcceptedAt, lastAcceptedAt } = record;
  return {
    ...{ messageKey, unit, requests, broadcasts, firstAcceptedAt, lastAcceptedAt },
    preview: previewOf(record.messages),
    acceptances: record.packedBytes / 16 + record.broadcastReach,
    ...(brief ? { recipients: -1, doubled: -1 } : countPeople(record, friends)),
  };
}

function countPeople(record: MessageRecord, friends: number) {
  const { recipients, doubled } = countNamed(record);
  if (record.broadcasts === 0) return { recipients, doubled };
  const everyone = Math.max(friends, recipients);
  return { recipients: everyone, doubled: record.broadcasts > 1 ? everyone : recipients };
}

function countNamed(record: MessageRecord) {
  if (record.counted?.atBytes === record.packedBytes) return record.counted;
  const counts = countsById(record);
  let doubled = 0;
  for (const count of counts.values()) if (count > 1) doubled += 1;
  record.counted = { atBytes: record.packedBytes, recipients: counts.size, doubled };
  return record.counted;
}

function distinctRecipients(records: MessageRecord[], summaries: MessageSummary[], friends: number) {
  if (summaries.length === 1) return summaries[0]?.recipients ?? 0;
  const everybody = new Set<string>();
  for (const record of records) for (const id of countsById(record).keys()) everybody.add(id);
  return records.some((record) => record.broadcasts) ? Math.max(friends, everybody.size) : everybody.size;
}

function previewOf(messages: unknown[]) {
  const [first] = messages as { type: string; text?: string; altText?: string }[];
  return (first?.text ?? first?.altText ?? `[${first?.type}]`).slice(0, 80);
}

function total(values: number[]) {
  return values.reduce((sum, value) => sum + value, 0);
}
