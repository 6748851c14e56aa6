import { sql } from "drizzle-orm";
import { doublePrecision, integer, jsonb, pgTable, serial, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** The published registration form, one row per version; the highest is in force. */
export const formVersions = pgTable("form_versions", {
  version: integer().primaryKey(),
  questions: jsonb().notNull().$type<unknown[]>(),
  publishedAt: moment("published_at").notNull(),
  publishedBy: text(),
  /** What it changed, a sentence each. */
  changes: text().array().notNull().default(sql`'{}'`),
});

/** What staff are preparing: one row at most. Each saving gives it a new `revision`, so that nobody overwrites unseen. */
export const formDrafts = pgTable("form_drafts", {
  id: integer().primaryKey().default(1),
  revision: uuid().notNull(),
  baseVersion: integer().notNull(),
  questions: jsonb().notNull().$type<unknown[]>(),
  updatedAt: moment("updated_at").notNull(),
  updatedBy: text().notNull(),
});

/**
 * Everything that can be chosen, each with a small number that stands in `followers.picks`:
 * a choice, a cell of a grid (row and column), or a number that somebody entered. Never deleted.
 */
export const options = pgTable(
  "options",
  {
    id: serial().primaryKey(),
    question: text().notNull(),
    row: text().notNull().default(""),
    choice: text().notNull().default(""),
    number: doublePrecision(),
  },
  (table) => [unique("options_meaning").on(table.question, table.row, table.choice, table.number).nullsNotDistinct()],
);
