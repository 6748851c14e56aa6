import { sql } from "drizzle-orm";
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
    /** What its Date field says: one content of one moment is one mail, also by relays that number it themselves. */
    writtenAt: moment("written_at"),
    identity: text().notNull().unique(),
    /** As it came; null, like what was read of it, once the retention time has passed. */
    raw: sealed(),
    envelope: jsonb().$type<unknown>(),
    auth: jsonb().$type<unknown>(),
    reading: sealed(),
    rule: text(),
    source: text(),
    lane: text().$type<Lane>(),
    broadcastId: uuid(),
    /** What kept it from going by itself: a guard's name, `rule`, `twin`; stays when a person sends it. */
    heldBy: text(),
    /** Handled in a drill: never for residents, not even later. */
    drill: boolean().notNull().default(false),
    /** Text and audience as one hash, to know the same message again. */
    sentHash: text(),
    /** Which words of the clash list it says. */
    clashWords: text().array().notNull().default(sql`'{}'`),
    handledAt: moment("handled_at"),
  },
  (table) => [
    index("mails_received").on(table.receivedAt),
    index("mails_message_id").on(table.messageId),
    index("mails_content").on(table.contentHash),
    index("mails_source").on(table.source, table.handledAt),
  ],
);

export const mailRules = pgTable("mail_rules", {
  key: text().primaryKey(),
  position: integer().notNull(),
  definition: jsonb().notNull().$type<unknown>(),
  updatedAt: moment("updated_at").notNull(),
  retired: boolean().notNull().default(false),
});

/** Where mails come from, as far as somebody has switched something; a source without a row runs normally. */
export const mailSources = pgTable("mail_sources", {
  name: text().primaryKey(),
  pausedReason: text(),
  drill: boolean().notNull().default(false),
  /** What it says about the guards, where it differs from the city. */
  guards: jsonb().$type<unknown>(),
  updatedAt: moment("updated_at").notNull(),
});

/** Mails kept to see, at every change of the rules, that they still become what they should. */
export const mailCases = pgTable("mail_cases", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  raw: sealed().notNull(),
  envelope: jsonb().$type<unknown>(),
  auth: jsonb().$type<unknown>(),
  /** Rule, decision, text and audience as they should be. */
  expected: sealed().notNull(),
  createdAt: moment("created_at").notNull(),
  createdBy: text().notNull(),
});
