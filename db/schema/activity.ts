import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/**
 * Who did what when; only ever appended to (db/guards.sql). Writers leave `seq`, `prevHash` and `hash` empty: the
 * sequencer fills them right after the commit, so that writers never queue behind each other.
 */
export const activities = pgTable(
  "activities",
  {
    id: uuid().primaryKey(),
    at: moment("at").notNull(),
    actor: jsonb().notNull().$type<unknown>(),
    action: text().notNull(),
    subject: text().notNull(),
    detail: jsonb().notNull().$type<unknown>(),
    /** Proof that Kairan wrote the row. What SQL alone inserts has none. */
    stamp: text().notNull().default(""),
    seq: bigint({ mode: "number" }).unique(),
    prevHash: text(),
    hash: text(),
  },
  (table) => [
    index("activities_at").on(table.at, table.id),
    index("activities_action").on(table.action, table.at),
    index("activities_waiting").on(table.at, table.id).where(sql`${table.seq} is null`),
  ],
);

/** The newest head that was written outside, as it was written: nobody else would miss the last lines of that file. */
export const writtenHeads = pgTable("written_heads", {
  database: text().primaryKey(),
  head: jsonb().notNull().$type<unknown>(),
});
