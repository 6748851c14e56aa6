import { connect } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { createLineClient } from "#lib/line/client.ts";
import { log } from "#lib/log.ts";
import { keepForwarding } from "./forwarder.ts";
import { whileLeading } from "./leadership.ts";
import { keepQueue } from "./queue.ts";
import { runSender } from "./sender.ts";
import { runSequencer } from "./sequencer.ts";
import { tasksOf } from "./tasks.ts";
import { timetable } from "./timetable.ts";

const connections = 16;

export type Worker = { stop: () => Promise<void> };

/** Starts the night shift: the queue's jobs, the sender (when this process leads), the forwarder, the sequencer of the activity log, and the watch for dead workers. */
export async function startWorker(): Promise<Worker> {
  outliveTheDatabase();
  const { databaseUrl, activityHeadsFile, line: settings } = getEnv();
  const client = connect(databaseUrl, { max: connections });
  const line = createLineClient();
  const stopping = new AbortController();
  const queue = keepQueue(databaseUrl, client, tasksOf(client, line), timetable, stopping.signal);
  const sending = whileLeading(databaseUrl, stopping.signal, (term) =>
    runSender(client, line, settings.sendRate, term),
  );
  const forwarding = keepForwarding(client, stopping.signal);
  const chaining = runSequencer(client, activityHeadsFile, stopping.signal);
  log.info("worker started");
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([sending, queue, forwarding, chaining]);
      await client.close();
    },
  };
}

/**
 * When the database ends while graphile-worker writes down that a job failed, it rejects where nobody can hear it. The
 * queue begins anew by itself, so that is no reason for the sender to end too. Everything else is.
 */
function outliveTheDatabase(): void {
  process.on("unhandledRejection", (error) => {
    if (!isLostConnection(error)) throw error;
    log.error({ err: error }, "lost the database in the queue");
  });
}

function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /^Connection terminated|ECONNRE(SET|FUSED)|EPIPE/.test(error.message);
}
