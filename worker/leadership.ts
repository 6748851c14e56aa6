import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "#db/client.ts";
import { log } from "#lib/log.ts";

/** One sender per database: whoever holds this advisory lock on a connection of its own. Never through a pooler. */
const leaderLock = 7104;
const askAgainMs = 500;
const heartbeatMs = 500;

/**
 * Waits for leadership, runs `lead` with a signal that aborts the moment the lock is lost, and tries again after;
 * until `stop` aborts. A standby takes over within `askAgainMs` of the leader's death.
 */
export async function whileLeading(
  client: Sql,
  stop: AbortSignal,
  lead: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    try {
      await oneTerm(client, stop, lead);
    } catch (error) {
      log.error({ err: error }, "sender stopped; trying again");
    }
    await sleep(askAgainMs, undefined, { signal: stop }).catch(() => {});
  }
}

async function oneTerm(client: Sql, stop: AbortSignal, lead: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const reserved = await client.reserve();
  try {
    const [row] = await reserved`select pg_try_advisory_lock(${leaderLock}) as leading`;
    if (!row?.leading) return;
    log.info("this worker leads the sending");
    await guarded(reserved, stop, lead);
    await reserved`select pg_advisory_unlock(${leaderLock})`;
  } finally {
    reserved.release();
  }
}

async function guarded(
  reserved: Awaited<ReturnType<Sql["reserve"]>>,
  stop: AbortSignal,
  lead: (signal: AbortSignal) => Promise<void>,
) {
  const term = new AbortController();
  const end = () => term.abort();
  stop.addEventListener("abort", end);
  const heartbeat = setInterval(() => reserved`select 1`.catch(end), heartbeatMs);
  try {
    await lead(term.signal);
  } finally {
    clearInterval(heartbeat);
    stop.removeEventListener("abort", end);
  }
}
