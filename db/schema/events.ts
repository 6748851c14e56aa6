import { bigint, boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { EventState } from "../words.ts";
import { moment, sealed } from "./columns.ts";

/** One POST from LINE, as its bytes came, sealed. */
export const webhookCalls = pgTable("webhook_calls", {
  id: uuid().primaryKey(),
  receivedAt: moment("received_at").notNull(),
  signature: text().notNull(),
  raw: sealed().notNull(),
});

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
    lineUserId: text(),
    redelivered: boolean().notNull().default(false),
    occurredAt: moment("occurred_at").notNull(),
    body: sealed().notNull(),
    state: text().notNull().$type<EventState>(),
    reason: text(),
    handledAt: moment("handled_at"),
  },
  (table) => [index("events_state").on(table.state, table.id)],
);
