import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Lane, MailState } from "../words.ts";
import { moment, sealed } from "./columns.ts";

/** Every mail that reached us, with what became of it. What it says is sealed. */
export const mails = pgTable(
  "mails",
  {
    id: uuid().primaryKey(),
    receivedAt: moment("received_at").notNull(),
    state: text().notNull().$type<MailState>(),
    reason: text(),
    messageId: text(),
    contentHash: text(),
    identity: text().notNull().unique(),
    raw: sealed().notNull(),
    envelope: jsonb().$type<unknown>(),
    auth: jsonb().$type<unknown>(),
    reading: sealed(),
    rule: text(),
    source: text(),
    lane: text().$type<Lane>(),
    broadcastId: uuid(),
    handledAt: moment("handled_at"),
  },
  (table) => [
    index("mails_received").on(table.receivedAt),
    index("mails_message_id").on(table.messageId),
    index("mails_content").on(table.contentHash),
  ],
);

export const mailRules = pgTable("mail_rules", {
  key: text().primaryKey(),
  position: integer().notNull(),
  definition: jsonb().notNull().$type<unknown>(),
  updatedAt: moment("updated_at").notNull(),
  retired: boolean().notNull().default(false),
});
