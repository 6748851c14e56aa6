import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { notify } from "../notices/notify.ts";
import { readHead } from "./chain.ts";
import { type Head, signHead } from "./heads.ts";
import { appendHead, readHeads } from "./heads-file.ts";
import { newestWritten, noteWritten, takeTurnToWrite } from "./written-head.ts";

/** Writes the chain's signed head outside the database, into a file and the log, for as long as a worker runs. */
export type HeadExport = {
  /** Writes when it is time: half a minute after the last when the head has moved, and once a day in any case. */
  ifDue: () => Promise<void>;
  /** Writes what has moved since. */
  rest: () => Promise<void>;
};

const everyMs = 30_000;
const dayMs = 24 * 3_600_000;

export function createHeadExport(db: Db, file: string): HeadExport {
  let last: Head | undefined;
  let begun = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return { ifDue, rest };

  async function ifDue(): Promise<void> {
    if (performance.now() - lookedAt < everyMs) return;
    lookedAt = performance.now();
    await rest();
  }

  async function rest(): Promise<void> {
    if (!begun) last = (await readHeads(file)).heads.at(-1);
    begun = true;
    last = await db.transaction((tx) => writeNext(tx, file, last));
  }
}

/** Writes the head when it is news; noted after it is in the file, so that what is noted is always there. */
async function writeNext(tx: Db, file: string, known: Head | undefined): Promise<Head | undefined> {
  await takeTurnToWrite(tx);
  const last = newerOf(known, await newestWritten(tx));
  const { seq, id, hash } = await readHead(tx);
  if (!id || !isNews(seq, last)) return last;
  await tellWhenBroken(tx, last);
  const head = signHead({ seq, id, hash, signedAt: now().toISOString(), previous: last?.signature ?? "" });
  await appendHead(file, head);
  await noteWritten(tx, head);
  log.info(head, "head of the activity log");
  return head;
}

/** The file may know more than a database that came from a backup, and the database more than the file. */
function newerOf(one: Head | undefined, other: Head | undefined): Head | undefined {
  if (!one || !other) return one ?? other;
  return Date.parse(one.signedAt) > Date.parse(other.signedAt) ? one : other;
}

function isNews(seq: number, last: Head | undefined): boolean {
  return seq !== last?.seq || now().getTime() - Date.parse(last.signedAt) >= dayMs;
}

/** A row that was signed and is another one now: somebody touched the record, and staff should not learn it by chance. */
async function tellWhenBroken(db: Db, last: Head | undefined): Promise<void> {
  if (!last) return;
  const same = await db.execute(sql`select from activities where seq = ${last.seq} and hash = ${last.hash}`);
  if (same.length > 0) return;
  log.error({ seq: last.seq }, "the activity log no longer agrees with its signed head");
  await notify(db, {
    cause: "activity.broken",
    title: "操作ログが、署名して書き出した記録と一致しません",
    advice:
      "データベースが直接書き換えられたか、古いバックアップから戻されています。npm run kairan -- verify-log で、どの記録かを確認してください。",
  });
}
