import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** The city's settings by name: city, greeting, mailGuards, everywhere, chatbot, … */
export const settings = pgTable("settings", {
  name: text().primaryKey(),
  value: jsonb().notNull().$type<unknown>(),
  updatedAt: moment("updated_at").notNull(),
});

/** What staff must know; the same cause is told once until it is over. */
export const notices = pgTable("notices", {
  id: uuid().primaryKey(),
  cause: text().notNull(),
  title: text().notNull(),
  advice: text().notNull(),
  count: integer().notNull().default(1),
  /** The members it is mailed to; null: all. */
  mailTo: text().array(),
  told: text().array().notNull().default(sql`'{}'`),
  raisedAt: moment("raised_at").notNull(),
  lastRaisedAt: moment("last_raised_at").notNull(),
  resolvedAt: moment("resolved_at"),
});

/** The registered few who get trials. Those of the profile file come and go with it. */
export const testRecipients = pgTable("test_recipients", {
  lineUserId: text().primaryKey(),
  name: text().notNull(),
  ofProfile: boolean().notNull().default(false),
  createdAt: moment("created_at").notNull(),
});

/** A code that a colleague writes in the talk to become a test recipient. */
export const testRecipientCodes = pgTable("test_recipient_codes", {
  code: text().primaryKey(),
  name: text().notNull(),
  expiresFor: moment("expires_for").notNull(),
});

/** Worker processes; each holds an advisory lock on its number for as long as it lives. */
export const workers = pgTable("workers", {
  id: uuid().primaryKey(),
  lockKey: integer().notNull(),
  queueWorkerIds: text().array().notNull(),
  startedAt: moment("started_at").notNull(),
});

/** What we had accepted on a day (Asia/Tokyo) beside what LINE counted the day after. */
export const reconciliations = pgTable("reconciliations", {
  day: text().primaryKey(),
  accepted: integer().notNull(),
  countedByLine: integer().notNull(),
  checkedAt: moment("checked_at").notNull(),
});
