import { EventEmitter } from "node:events";
import { Logger, type Runner, run, runMigrations, type TaskList, type WorkerEvents } from "graphile-worker";
import { GiveUp } from "../errors.ts";
import { log, withoutData } from "../log.ts";
import type { Task } from "./add.ts";

export type Tasks = Record<Task, (payload: Record<string, unknown>) => Promise<void>>;

export type Queue = { workerIds: Set<string>; stop: () => Promise<void>; done: Promise<void> };

const concurrency = 6;
const pollIntervalMs = 1000;

/** The queue's own lines: only what went wrong, and never a job's payload. */
const quiet = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") log.warn({ queue: message.slice(0, 300) }, "queue");
});

/** Brings the queue's own tables up to date. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: quiet });
}

/** Works off jobs until stopped. `onWorkers` is told whenever the set of worker ids changes. */
export async function runQueue(
  databaseUrl: string,
  tasks: Tasks,
  onWorkers: () => void,
  crontab: string,
): Promise<Queue> {
  const events = new EventEmitter() as WorkerEvents;
  const workerIds = new Set<string>();
  events.on("worker:create", ({ worker }) => {
    workerIds.add(worker.workerId);
    onWorkers();
  });
  const runner: Runner = await run({
    connectionString: databaseUrl,
    concurrency,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger: quiet,
    crontab,
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, guarded(name, task)])) as TaskList,
  });
  return { workerIds, stop: () => runner.stop(), done: runner.promise };
}

/** `GiveUp` ends a job for good; anything else thrown means "try later". */
function guarded(name: string, task: (payload: Record<string, unknown>) => Promise<void>) {
  return async (payload: unknown) => {
    try {
      await task((payload ?? {}) as Record<string, unknown>);
    } catch (error) {
      // The queue keeps the error's text with the job: it gets only what may stand in a log.
      if (!(error instanceof GiveUp)) throw new Error(withoutData(error).message);
      log.warn({ task: name, reason: error.message }, "job given up");
    }
  };
}
