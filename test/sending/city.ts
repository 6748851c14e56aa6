import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { type Broadcast, composeBroadcast, type Origin } from "#lib/broadcasts/compose.ts";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { getEnv } from "#lib/env.ts";
import { createControl, messageKeyOf } from "#sandbox/control.ts";
import { startSandbox } from "#sandbox/server.ts";
import { createTestDatabase } from "#test/database.ts";
import { testEnvironment } from "#test/environment.ts";
import { startWorker, type Worker } from "#worker/index.ts";

export const actor = { kind: "system", task: "test" } as const;

/** A city with so many registered followers, a LINE of its own, and workers to start and stop. */
export async function startSendingCity({ followers = 0, rate = 1000, latencyMs = 5 } = {}) {
  const [database, sandbox] = await Promise.all([
    createTestDatabase(),
    startSandbox({ channelAccessToken: testEnvironment.LINE_CHANNEL_ACCESS_TOKEN, rate: "off", latencyMs }),
  ]);
  const env = getEnv(); // read once per process, while each test has a city of its own
  Object.assign(env, { databaseUrl: database.url });
  Object.assign(env.line, { apiUrl: sandbox.url, sendRate: rate });
  const { db, sql } = database.client;
  const control = createControl(sandbox.url);
  const workers: Worker[] = [];
  await addFollowers(1, followers);

  return {
    db,
    sql,
    control,
    addFollowers,
    compose,
    send,
    read,
    until,
    comparison,
    startWorker: async () => {
      const worker = await startWorker();
      workers.push(worker);
      return worker;
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await sandbox.close();
      await database.drop();
    },
  };

  async function addFollowers(from: number, to: number): Promise<void> {
    await sql`
      insert into followers (line_user_id, friend, registered_at, created_at)
      select 'U' || md5(n::text), true, now(), now() from generate_series(${from}::int, ${to}::int) as n`;
  }

  async function compose(more: object = {}, origin: Origin = { source: "staff" }): Promise<Broadcast> {
    const messages = [{ type: "text", text: "防災訓練のお知らせ" }];
    return composeBroadcast(db, actor, { title: "訓練", messages, audience: { kind: "registered" }, ...more }, origin);
  }

  async function send(more: object = {}, origin: Origin = { source: "staff" }): Promise<string> {
    const { id } = await compose(more, origin);
    await scheduleBroadcast(db, actor, id);
    return id;
  }

  async function read(id: string): Promise<Broadcast> {
    const [broadcast] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
    return broadcast!;
  }

  async function until(id: string, status: BroadcastStatus, ms = 15_000): Promise<Broadcast> {
    for (const end = Date.now() + ms; ; await sleep(10)) {
      const broadcast = await read(id);
      if (broadcast.status === status) return broadcast;
      if (Date.now() > end) throw new Error(`still ${broadcast.status} instead of ${status}`);
    }
  }

  /** LINE's ledger against the frozen audience, those left out who were refused. */
  async function comparison(id: string) {
    const { messages, aggregationUnit } = await read(id);
    const rows = await sql<{ recipients: string[] }[]>`
      select recipients from deliveries where broadcast_id = ${id} and status <> 'rejected'`;
    const people = rows.flatMap((row) => row.recipients);
    const found = await control.checkAudience(messageKeyOf(messages, aggregationUnit ?? undefined), people);
    const { violationCount } = await control.ledger();
    const { missingCount: lost, doubledCount: doubled, extraCount: strangers } = found;
    return { people: people.length, distinct: new Set(people).size, lost, doubled, strangers, violationCount };
  }
}

export type SendingCity = Awaited<ReturnType<typeof startSendingCity>>;

/** What `comparison` finds when everybody of the audience has the message exactly once. */
export function exactlyOnce(people: number) {
  return { people, distinct: people, lost: 0, doubled: 0, strangers: 0, violationCount: 0 };
}
