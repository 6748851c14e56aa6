import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectAlone, type Db } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { longestSilenceMs, stillLeads, tryToLead } from "./leader.ts";

let database: TestDatabase;
let line: Server;
/** How many more pieces of what the leader says reach the server; then it is as if its process were frozen. */
let pieces = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  database = await createTestDatabase();
  const { hostname, port } = new URL(database.url);
  line = createServer((leader) => {
    const server = connect(Number(port), hostname);
    leader.on("data", (said) => void (pieces-- > 0 && server.write(said)));
    server.on("data", (said) => leader.write(said));
    const hangUp = () => {
      leader.destroy();
      server.destroy();
    };
    for (const end of [leader, server]) end.on("error", hangUp).on("close", hangUp);
  }).listen(0, "127.0.0.1");
  await once(line, "listening");
});
afterAll(async () => {
  line.close();
  await database.drop();
});

function throughTheLine(): string {
  const url = new URL(database.url);
  [url.hostname, url.port] = ["127.0.0.1", String((line.address() as AddressInfo).port)];
  return url.href;
}

async function untilLeading(db: Db): Promise<number> {
  const begun = performance.now();
  while (!(await tryToLead(db))) await sleep(50);
  return performance.now() - begun;
}

describe("a leader that froze is followed by the next one", () => {
  const freezeAfter = (more: number) => {
    pieces = more;
  };
  it.each<[string, (db: Db) => Promise<unknown>, string]>([
    ["between two statements", async () => freezeAfter(0), "idle"],
    [
      "between begin and commit",
      (db) =>
        db.transaction(async (tx) => {
          freezeAfter(0);
          await tx.execute(sql`select 1`);
        }),
      "idle in transaction",
    ],
    [
      "between parse and bind",
      (db) => {
        freezeAfter(1);
        return db.execute(sql`select ${"x"}::text as x`);
      },
      "active",
    ],
  ])("%s", async (_, freeze, state) => {
    const [leader, standby] = [connectAlone(throughTheLine()), connectAlone(database.url)];
    expect(await tryToLead(leader.db)).toBe(true);
    const frozen = freeze(leader.db).catch(() => {});
    await sleep(100);
    expect(await tryToLead(standby.db)).toBe(false);
    const [seen] = await database.client.sql`
      select state from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and objid = 7104 and datname = current_database()`;
    expect(seen!.state).toBe(state);
    expect(await untilLeading(standby.db)).toBeLessThan(longestSilenceMs + 2000);
    pieces = Number.POSITIVE_INFINITY;
    await Promise.all([frozen, leader.close(), standby.close()]);
  });
});

it("a leader that says something now and then is left alone", async () => {
  const [leader, standby] = [connectAlone(database.url), connectAlone(database.url)];
  expect(await tryToLead(leader.db)).toBe(true);
  for (const until = performance.now() + longestSilenceMs * 2; performance.now() < until; await sleep(100)) {
    expect(await stillLeads(leader.db)).toBe(true);
    expect(await tryToLead(standby.db)).toBe(false);
  }
  await Promise.all([leader.close(), standby.close()]);
});
