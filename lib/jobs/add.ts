import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { machineTime } from "../clock.ts";

/** What the night shift can be asked to do; the worker's task list answers each name. */
export type Task =
  | "mail.handle"
  | "broadcast.start"
  | "approval.mail"
  | "events.handle"
  | "follower.check"
  | "followers.import"
  | "census"
  | "notice.tell"
  | "staff.invite"
  | "mail-head"
  | "reconcile"
  | "retention"
  | "sweep";

export type JobOptions = {
  /** Not before this moment of our clock. */
  runFor?: Date;
  /** A second job under the same key replaces the first while that has not begun. */
  key?: string;
  /** Jobs of one queue are done one after the other, in the order in which they came. */
  queue?: string;
  /** Smaller goes first; 0 unless told. */
  priority?: number;
};

/** Enqueues a job in the caller's transaction: fact and job are written together or not at all. */
export async function addJob(tx: Db, task: Task, payload: object, options: JobOptions = {}): Promise<void> {
  const runAt = options.runFor ? machineTime(options.runFor).toISOString() : null;
  await tx.execute(sql`select graphile_worker.add_job(
    ${task}::text,
    payload := ${JSON.stringify(payload)}::json,
    queue_name := ${options.queue ?? null}::text,
    run_at := coalesce(${runAt}::timestamptz, now()),
    job_key := ${options.key ?? null}::text,
    priority := ${options.priority ?? 0}::int,
    max_attempts := 25
  )`);
}
