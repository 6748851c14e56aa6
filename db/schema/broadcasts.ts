import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  ApprovalDecision,
  BroadcastSource,
  BroadcastStatus,
  DeliveryStatus,
  ExpiredDecision,
  Lane,
} from "../words.ts";
import { moment, userIds } from "./columns.ts";
import { departments } from "./staff.ts";

/** One composed message, its audience and its time. */
export const broadcasts = pgTable(
  "broadcasts",
  {
    id: uuid().primaryKey(),
    title: text().notNull(),
    status: text().notNull().$type<BroadcastStatus>(),
    messages: jsonb().notNull().$type<unknown[]>(),
    /** What is sent, when it is more than what was composed; written once, at the start. */
    outgoing: jsonb().$type<unknown[]>(),
    audience: jsonb().notNull().$type<unknown>(),
    lane: text().notNull().$type<Lane>(),
    source: text().notNull().$type<BroadcastSource>(),
    sourceName: text(),
    aggregationUnit: text(),
    createdBy: text().notNull(),
    /** Whose it is: the department of the member of staff who composed it. Null: of none, seen by those of none. */
    departmentId: uuid().references(() => departments.id),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
    scheduledFor: moment("scheduled_for"),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
    pausedReason: text(),
    /** What a second person approved (lib/broadcasts/submission.ts); null: nobody had to. */
    approvedAs: text(),
    audienceCount: integer(),
    /** Its own limit in requests per second, for sending in stages; null: as fast as LINE allows. */
    rate: doublePrecision(),
    frozen: boolean().notNull().default(false),
    freezeRule: jsonb().$type<unknown>(),
    freezeCursor: bigint({ mode: "number" }).notNull().default(0),
    freezeUntil: bigint({ mode: "number" }),
    /** The broadcast that this one corrects. */
    correctsId: uuid(),
    /** Begun in drill mode: to the test recipients, whatever its audience says. */
    drill: boolean().notNull().default(false),
  },
  (table) => [
    index("broadcasts_corrects").on(table.correctsId).where(sql`corrects_id is not null`),
    index("broadcasts_status").on(table.status),
    index("broadcasts_created").on(table.createdAt),
  ],
);

/** One API call's worth: at most 500 recipients, one retry key, one outcome. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    broadcastId: uuid()
      .notNull()
      .references(() => broadcasts.id),
    call: text().notNull().$type<"multicast" | "broadcast">(),
    lane: text().notNull().$type<Lane>(),
    status: text().notNull().$type<DeliveryStatus>(),
    retryKey: uuid().notNull().unique(),
    recipients: userIds(),
    recipientCount: integer().notNull(),
    attempts: integer().notNull().default(0),
    firstAttemptAt: moment("first_attempt_at"),
    nextAttemptAt: moment("next_attempt_at"),
    finishedAt: moment("finished_at"),
    statusCode: integer(),
    requestId: text(),
    error: text(),
    /** What a person made of it once it had expired. */
    decision: text().$type<ExpiredDecision>(),
  },
  (table) => [
    index("deliveries_broadcast").on(table.broadcastId, table.status),
    index("deliveries_open").on(table.broadcastId, table.id).where(sql`status in ('pending', 'sending')`),
  ],
);

/** A broadcast put before a second person, and what came of it. At most one per broadcast is open. */
export const approvals = pgTable(
  "approvals",
  {
    id: uuid().primaryKey(),
    broadcastId: uuid()
      .notNull()
      .references(() => broadcasts.id),
    submitterId: text().notNull(),
    submitterName: text().notNull(),
    submittedAt: moment("submitted_at").notNull(),
    /** Of what was submitted: what is approved must still be the same. */
    fingerprint: text().notNull(),
    decision: text().$type<ApprovalDecision>(),
    deciderId: text(),
    deciderName: text(),
    decidedAt: moment("decided_at"),
    reason: text(),
    /** Who looked at it afterwards, where it was sent without approval. */
    reviewerName: text(),
    reviewedAt: moment("reviewed_at"),
  },
  (table) => [
    index("approvals_broadcast").on(table.broadcastId, table.submittedAt),
    uniqueIndex("approvals_open").on(table.broadcastId).where(sql`decision is null`),
    index("approvals_unreviewed").on(table.decidedAt).where(sql`decision = 'bypassed' and reviewed_at is null`),
  ],
);

/** The first answer to each Idempotency-Key, so that asking again changes nothing. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    token: text().notNull(),
    key: text().notNull(),
    bodyHash: text().notNull(),
    answer: jsonb().$type<unknown>(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [uniqueIndex("idempotency_keys_key").on(table.token, table.key)],
);
