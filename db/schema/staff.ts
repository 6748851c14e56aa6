import { bigint, boolean, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Feature, Permission, SignInOutcome } from "../words.ts";
import { moment, sealed } from "./columns.ts";

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
  /** The seed of one-time codes, once enrolled, and the 30-second step of the last code: each opens once. */
  totpSeed: sealed("totp_seed"),
  totpStep: bigint("totp_step", { mode: "number" }),
  /** Whoever belongs to one sees and edits only its broadcasts. */
  departmentId: uuid().references(() => departments.id),
  createdAt: moment("created_at").notNull(),
  removed: boolean().notNull().default(false),
});

/** For whom the telephone is lost. Only hashes; each opens once. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: uuid().primaryKey(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    codeHash: text().notNull(),
    madeAt: moment("made_at").notNull(),
    usedAt: moment("used_at"),
  },
  (table) => [index("recovery_codes_staff").on(table.staffId)],
);

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
    /** Null while the second factor is still to come: then it opens nothing. */
    confirmedAt: moment("confirmed_at"),
    /** A seed that was shown, and becomes the member's once a code proves that it arrived. */
    offeredSeed: sealed("offered_seed"),
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

/** A place for somebody who has not come yet. The link is told once; here is only its hash. */
export const staffInvitations = pgTable("staff_invitations", {
  id: uuid().primaryKey(),
  tokenHash: text().notNull().unique(),
  email: text().notNull(),
  permissions: jsonb().notNull().$type<Record<Feature, Permission>>(),
  departmentId: uuid().references(() => departments.id),
  invitedBy: text().notNull(),
  /** The member who invited; null: an operator at the command line. */
  inviterId: text(),
  createdAt: moment("created_at").notNull(),
  expiresFor: moment("expires_for").notNull(),
  acceptedAt: moment("accepted_at"),
  revokedAt: moment("revoked_at"),
});

export const apiTokens = pgTable("api_tokens", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  tokenHash: text().notNull().unique(),
  permissions: jsonb().notNull().$type<Record<Feature, Permission>>(),
  /** The member of staff who made it: what it submits they cannot approve. */
  issuerId: text(),
  createdAt: moment("created_at").notNull(),
  /** Null: never. */
  expiresFor: moment("expires_for"),
  lastUsedAt: moment("last_used_at"),
  revokedAt: moment("revoked_at"),
});
