import { createHash } from "node:crypto";
import { now } from "../clock.ts";
import { seal } from "../sealing.ts";
import type { ToldEvent } from "./read-call.ts";

export type EventRow = ReturnType<typeof eventRow>;

/** An event as its row: what we look for stands open, what it says is sealed. */
export function eventRow(callId: string, event: ToldEvent, index: number) {
  return {
    callId,
    webhookEventId: text(event.webhookEventId) || `${callId}-${index}`,
    type: text(event.type)!,
    messageId: text(event.message?.id ?? event.unsend?.messageId),
    lineUserId: text(event.source?.userId),
    redelivered: event.deliveryContext?.isRedelivery ?? false,
    occurredAt: timeOf(event.timestamp),
    body: seal("event", textOf(event)),
    state: "received" as const,
  };
}

/** What nests too deep to be written again is still in the call's bytes. */
function textOf(event: ToldEvent): string {
  try {
    return JSON.stringify(event);
  } catch {
    return "{}";
  }
}

const longest = 200;

/** What no database text or index can hold must not cost us the event. */
function text(value: string | undefined): string | null {
  if (value === undefined) return null;
  const plain = value.toWellFormed().replaceAll("\0", "");
  return plain.length <= longest ? plain : createHash("sha256").update(plain).digest("hex");
}

/** The years that PostgreSQL and LINE can agree on; else the time of the call. */
function timeOf(timestamp: number | undefined): Date {
  const isTime = timestamp !== undefined && timestamp >= 0 && timestamp < Date.UTC(3000, 0);
  return isTime ? new Date(timestamp) : now();
}
