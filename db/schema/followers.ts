import { sql } from "drizzle-orm";
import { bigint, boolean, date, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/**
 * Everyone who added the account, and everyone who registered before adding it.
 * `picks` holds the ids of all options the follower chose: rules are answered from it alone.
 */
export const followers = pgTable(
  "followers",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    lineUserId: text().notNull().unique(),
    friend: boolean().notNull().default(false),
    invalid: boolean().notNull().default(false),
    picks: integer().array().notNull().default(sql`'{}'`),
    registeredAt: moment("registered_at"),
    friendChangedAt: moment("friend_changed_at"),
    createdAt: moment("created_at").notNull(),
  },
  // Its operator class is chosen in db/picks.sql.
  (table) => [index("followers_picks").using("gin", table.picks)],
);

/** What a follower answered, word for word, with the version of the form that asked. Free text is sealed. */
export const preferences = pgTable("preferences", {
  followerId: bigint({ mode: "number" })
    .primaryKey()
    .references(() => followers.id, { onDelete: "cascade" }),
  answers: jsonb().notNull().$type<Record<string, unknown>>(),
  formVersion: integer().notNull(),
  updatedAt: moment("updated_at").notNull(),
});

/** How many there were in the night before a day (Asia/Tokyo): what happened since cannot be told from `followers`. */
export const followerCounts = pgTable("follower_counts", {
  day: date({ mode: "string" }).primaryKey(),
  friends: integer().notNull(),
  registered: integer().notNull(),
  blocked: integer().notNull(),
});

/** Taking in the friends the account had before Kairan: how far it is. */
export const followerImports = pgTable("follower_imports", {
  id: uuid().primaryKey(),
  startedAt: moment("started_at").notNull(),
  startedBy: text().notNull(),
  sofar: integer().notNull().default(0),
  /** Where LINE's list goes on; null: from its beginning. */
  next: text(),
  finishedAt: moment("finished_at"),
  /** In words, when it could not be finished. */
  problem: text(),
});
