import { sql } from "drizzle-orm";
import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { EventState, ForwardingState } from "../words.ts";
import { moment, sealed } from "./columns.ts";

/**
 * One POST from LINE, as its bytes came, sealed. The bytes go by retention, or when a resident takes a message back;
 * a call that only repeats another (a redelivery) has none.
 */
export const webhookCalls = pgTable(
  "webhook_calls",
  {
    id: uuid().primaryKey(),
    receivedAt: moment("received_at").notNull(),
    signature: text().notNull(),
    contentType: text().notNull(),
    raw: sealed(),
  },
  (table) => [index("webhook_calls_received").on(table.receivedAt)],
);

/** One entry of a call. A redelivery of the same event is the same row. */
export const events = pgTable(
  "events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    webhookEventId: text().notNull().unique(),
    callId: uuid()
      .notNull()
      .references(() => webhookCalls.id),
    type: text().notNull(),
    /** LINE's id of the message that was written, or taken back. */
    messageId: text(),
    lineUserId: text(),
    redelivered: boolean().notNull().default(false),
    occurredAt: moment("occurred_at").notNull(),
    /** Sealed; gone once the resident has taken the message back. */
    body: sealed(),
    state: text().notNull().$type<EventState>(),
    reason: text(),
    handledAt: moment("handled_at"),
  },
  (table) => [
    index("events_state").on(table.state, table.id),
    index("events_call").on(table.callId),
    index("events_written").on(table.occurredAt, table.id).where(sql`${table.type} = 'message'`),
    index("events_message").on(table.messageId).where(sql`${table.messageId} is not null`),
  ],
);

/** One call to be handed to one chatbot, and what came of it. */
export const forwardings = pgTable(
  "forwardings",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    callId: uuid()
      .notNull()
      .references(() => webhookCalls.id),
    destination: text().notNull(),
    state: text().notNull().$type<ForwardingState>(),
    attempts: integer().notNull().default(0),
    /** Not before this moment. */
    nextFor: moment("next_for").notNull(),
    /** The reply tokens' life is over: not after this moment. */
    untilFor: moment("until_for").notNull(),
    postedAt: moment("posted_at"),
    finishedAt: moment("finished_at"),
    statusCode: integer(),
    tookMs: integer(),
    reason: text(),
  },
  (table) => [
    unique("forwardings_once").on(table.callId, table.destination),
    index("forwardings_open").on(table.state, table.destination, table.id).where(sql`${table.finishedAt} is null`),
  ],
);

/** How often a button or a tab of the menu was tapped on a day (Asia/Tokyo); by whom is not kept. */
export const taps = pgTable(
  "taps",
  {
    name: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.name] })],
);
