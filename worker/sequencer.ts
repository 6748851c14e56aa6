import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "#db/client.ts";
import { createHeadExport } from "#lib/activity/export-head.ts";
import { chainActivities } from "#lib/activity/sequence.ts";
import { log } from "#lib/log.ts";

/**
 * Asked this often instead of told by NOTIFY: transactions that notify commit one after the other, and those who write
 * the record must not wait for each other.
 */
const everyMs = 250;
/** A database that does not answer must not keep the worker from stopping. */
const lastMs = 2000;

/** Chains the activity log and exports its head, until told to stop; each worker does, and takes turns. */
export async function runSequencer({ db }: Client, headsFile: string, stop: AbortSignal): Promise<void> {
  const heads = createHeadExport(db, headsFile);
  let ill = false;
  while (!stop.aborted) {
    const more = await attempt(async () => {
      const more = await chainActivities(db);
      await heads.ifDue();
      return more;
    });
    if (!more) await sleep(everyMs, undefined, { signal: stop }).catch(() => {});
  }
  const last = attempt(async () => {
    while (await chainActivities(db));
    await heads.rest();
  });
  await Promise.race([last, sleep(lastMs, undefined, { ref: false })]);

  /** Says once that it does not work, and goes on trying. */
  async function attempt<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await act();
      ill = false;
      return result;
    } catch (error) {
      if (!ill) log.error({ err: error }, "the activity log could not be chained; trying again");
      ill = true;
      return undefined;
    }
  }
}
