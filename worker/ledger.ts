import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "#db/client.ts";
import { finishIfDone } from "#lib/deliveries/finish.ts";
import { type Accepted, settleAccepted } from "#lib/deliveries/settle.ts";

/** Collects acceptances and writes them down many at a time: LINE answers faster than rows can be written one by one. */
export type Ledger = {
  accept: (one: Accepted) => void;
  /** Nothing of this broadcast is under way here any more: it may be done. */
  quiet: (broadcastId: string) => void;
  /** Writes what is left; gives up after a while when the database does not answer. */
  close: () => Promise<void>;
};

const everyMs = 20;
const closeWithinMs = 1500;

/** @param onFailure called when acceptances could not be written: whoever leads next asks LINE again, by the same keys */
export function createLedger(db: Db, onFailure: (error: unknown) => void): Ledger {
  let accepted: Accepted[] = [];
  let quiet = new Set<string>();
  let writing = Promise.resolve();
  let busy = false;
  const timer = setInterval(write, everyMs);
  return {
    accept: (one) => void accepted.push(one),
    quiet: (broadcastId) => void quiet.add(broadcastId),
    close: async () => {
      clearInterval(timer);
      await Promise.race([writing.then(write).then(() => writing), sleep(closeWithinMs, undefined, { ref: false })]);
    },
  };

  function write(): void {
    if (busy || (accepted.length === 0 && quiet.size === 0)) return;
    busy = true;
    const [batch, done] = [accepted, [...quiet]];
    accepted = [];
    quiet = new Set();
    writing = writeDown(batch, done)
      .catch(onFailure)
      .finally(() => {
        busy = false;
      });
  }

  async function writeDown(batch: Accepted[], done: string[]): Promise<void> {
    if (batch.length > 0) await settleAccepted(db, batch);
    await finishIfDone(db, done);
  }
}
