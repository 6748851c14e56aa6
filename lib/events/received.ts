import { and, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events } from "#db/schema/events.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { unseal } from "../sealing.ts";
import { readStored } from "./read-call.ts";
import { ReceivedPage } from "./schema.ts";

/** What somebody wrote in the talk. By whom is not told: LINE's ids stay where they are. */
export type ReceivedMessage = { id: number; occurredAt: Date; kind: string; text: string | null };

/**
 * Opens what residents wrote, the latest first. Numbers are for everybody who may see analytics; people's own words
 * are for who may edit there, and each look is recorded. What was taken back, and codes of test recipients, are left out.
 */
export async function listReceived(db: Db, actor: Actor, input: unknown = {}): Promise<ReceivedMessage[]> {
  must(actor, "analytics", "edit");
  const { day, limit, offset } = parse(ReceivedPage, input);
  const isWritten = and(eq(events.type, "message"), isNotNull(events.body), ne(events.state, "handled"));
  const rows = await db
    .select({ id: events.id, occurredAt: events.occurredAt, body: events.body })
    .from(events)
    .where(and(isWritten, day === undefined ? undefined : isOn(day)))
    .orderBy(desc(events.occurredAt), desc(events.id))
    .limit(limit)
    .offset(offset);
  await record(db, actor, "messages.view", "messages", { day, offset, shown: rows.length });
  return rows.map(({ body, ...row }) => ({ ...row, ...saidIn(body!) }));
}

/** Bounds on the time itself, so that its index is used. */
function isOn(day: string) {
  const begins = sql`(${day}::date::timestamp at time zone 'Asia/Tokyo')`;
  return sql`${events.occurredAt} >= ${begins} and ${events.occurredAt} < ${begins} + interval '1 day'`;
}

function saidIn(body: Buffer): Pick<ReceivedMessage, "kind" | "text"> {
  const { message } = readStored(unseal("event", body));
  return { kind: message?.type ?? "unknown", text: message?.text ?? null };
}
