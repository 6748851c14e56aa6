import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
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
