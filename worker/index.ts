import { setTimeout as sleep } from "node:timers/promises";
import { type Client, connect } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { registerWorker, releaseDeadWorkers } from "#lib/jobs/dead-workers.ts";
import { runQueue } from "#lib/jobs/run.ts";
import { createLineClient } from "#lib/line/client.ts";
import { log } from "#lib/log.ts";
import { whileLeading } from "./leadership.ts";
import { runSender } from "./sender.ts";
import { tasksOf } from "./tasks.ts";
import { timetable } from "./timetable.ts";

const connections = 16;
const lookForDeadMs = 1000;

export type Worker = { stop: () => Promise<void> };

/** Starts the night shift: the queue's jobs, the sender (when this process leads), and the watch for dead workers. */
export async function startWorker(): Promise<Worker> {
  const client = connect(getEnv().databaseUrl, { max: connections });
  const line = createLineClient();
  const stopping = new AbortController();
  let queueWorkerIds: Set<string> = new Set();
  let announce = () => {};
  const queue = await runQueue(getEnv().databaseUrl, tasksOf(client, line), () => announce(), timetable);
  queueWorkerIds = queue.workerIds;
  const living = liveOn(client, queueWorkerIds, stopping.signal, (update) => {
    announce = update;
  });
  const sending = whileLeading(client.sql, stopping.signal, (signal) =>
    runSender(client, line, getEnv().line.sendRate, AbortSignal.any([signal, stopping.signal])),
  );
  log.info("worker started");
  return {
    stop: async () => {
      stopping.abort();
      await queue.stop();
      await Promise.all([sending, living]);
      await client.close();
    },
  };
}

/** Keeps this process registered as alive, across restarts of the database, and frees what dead ones had taken. */
async function liveOn(
  client: Client,
  ids: Set<string>,
  stop: AbortSignal,
  onChange: (update: () => void) => void,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const life = await registerWorker(client.db, client.sql, [...ids]);
      onChange(() => void life.update([...ids]).catch(() => {}));
      await watchOver(client, life.lost, stop);
      await life.end();
    } catch (error) {
      log.error({ err: error }, "lost the database; registering again");
    }
    await sleep(lookForDeadMs, undefined, { signal: stop }).catch(() => {});
  }
}

async function watchOver(client: Client, lost: Promise<void>, stop: AbortSignal): Promise<void> {
  let gone = false;
  void lost.then(() => {
    gone = true;
  });
  while (!stop.aborted && !gone) {
    const dead = await releaseDeadWorkers(client.db);
    if (dead > 0) log.warn({ dead }, "jobs of dead workers freed");
    await sleep(lookForDeadMs, undefined, { signal: stop }).catch(() => {});
  }
}
