import { boolean, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Feature, Permission, SignInOutcome } from "../words.ts";
import { moment } from "./columns.ts";

export const departments = pgTable("departments", {
  id: uuid().primaryKey(),
  name: text().notNull().unique(),
  createdAt: moment("created_at").notNull(),
});

export const staff = pgTable("staff", {
  id: uuid().primaryKey(),
  email: text().notNull().unique(),
  name: text().notNull(),
  passwordHash: text().notNull(),
  permissions: jsonb().notNull().$type<Record<Feature, Permission>>(),
  /** Whoever belongs to one sees and edits only its broadcasts. */
  departmentId: uuid().references(() => departments.id),
  createdAt: moment("created_at").notNull(),
  removed: boolean().notNull().default(false),
});

/** A sign-in. The cookie only names it; without this row the cookie is worth nothing. */
export const staffSessions = pgTable(
  "staff_sessions",
  {
    id: uuid().primaryKey(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    createdAt: moment("created_at").notNull(),
    seenAt: moment("seen_at").notNull(),
    endedAt: moment("ended_at"),
    address: text(),
    /** In words: Windows の Chrome. */
    device: text(),
  },
  (table) => [index("staff_sessions_staff").on(table.staffId)],
);

/** Every attempt to sign in, for the throttle now and for the login history. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: uuid().primaryKey(),
    at: moment("at").notNull(),
    email: text().notNull(),
    address: text(),
    device: text(),
    outcome: text().notNull().$type<SignInOutcome>(),
  },
  (table) => [
    index("sign_in_attempts_email").on(table.email, table.at),
    index("sign_in_attempts_at").on(table.at, table.id),
  ],
);

export const apiTokens = pgTable("api_tokens", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  tokenHash: text().notNull().unique(),
  permissions: jsonb().notNull().$type<Record<Feature, Permission>>(),
  createdAt: moment("created_at").notNull(),
  lastUsedAt: moment("last_used_at"),
  revokedAt: moment("revoked_at"),
});
