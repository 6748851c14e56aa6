import { setTimeout as sleep } from "node:timers/promises";
import { type Client, connectAlone } from "#db/client.ts";
import { type Life, registerWorker, releaseDeadWorkers } from "#lib/jobs/dead-workers.ts";
import { runQueue, type Tasks } from "#lib/jobs/run.ts";
import { log } from "#lib/log.ts";

const tryAgainMs = 500;
const lookForDeadMs = 1000;

/** Works off jobs for as long as this process lives: the queue ends when its database restarts, so it is begun anew. */
export async function keepQueue(
  url: string,
  client: Client,
  tasks: Tasks,
  crontab: string,
  stop: AbortSignal,
): Promise<void> {
  const ids = { current: new Set<string>(), announce: () => {} };
  const living = keepAlive(url, client, ids, stop);
  while (!stop.aborted) {
    try {
      const queue = await runQueue(url, tasks, () => ids.announce(), crontab);
      ids.current = queue.workerIds;
      ids.announce();
      await Promise.race([queue.done, aborted(stop)]);
      await queue.stop().catch(() => {});
    } catch (error) {
      log.error({ err: error }, "the queue ended; beginning again");
    }
    await pause(tryAgainMs, stop);
  }
  await living;
}

type Ids = { current: Set<string>; announce: () => void };

/** Keeps this process registered as alive, across restarts of the database, and frees what dead ones had taken. */
async function keepAlive(url: string, client: Client, ids: Ids, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      await oneLife(url, client, ids, stop);
    } catch (error) {
      if (!stop.aborted) log.error({ err: error }, "lost the database; registering again");
    }
    await pause(tryAgainMs, stop);
  }
}

async function oneLife(url: string, client: Client, ids: Ids, stop: AbortSignal): Promise<void> {
  const gone = new AbortController();
  const session = connectAlone(url, { onClose: () => gone.abort() });
  try {
    const life = await registerWorker(client.db, session.db, [...ids.current]);
    ids.announce = () => void life.update([...ids.current]).catch(() => {});
    ids.announce();
    await watchOver(client, life, AbortSignal.any([stop, gone.signal]));
    if (stop.aborted) await life.end();
  } finally {
    ids.announce = () => {};
    await session.close().catch(() => {});
  }
}

async function watchOver(client: Client, life: Life, until: AbortSignal): Promise<void> {
  while (!until.aborted && (await life.lasts())) {
    const dead = await releaseDeadWorkers(client.db);
    if (dead > 0) log.warn({ dead }, "jobs of dead workers freed");
    await pause(lookForDeadMs, until);
  }
}

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stop }).catch(() => {});
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
