import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { connect } from "./client.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/**
 * The unpatched driver (patches/) throws past everybody, gives the old error to the next query, or waits for ever for an
 * answer to a rollback that was never sent: which of them depends on the millisecond.
 */
it("a connection that dies in a transaction fails that transaction, and nothing else", async () => {
  for (let round = 0; round < 30; round++) {
    const { db, close } = connect(database.url, { max: 1 });
    const doomed = db.transaction(async (tx) => {
      const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await database.client.sql`select pg_terminate_backend(${me!.pid})`;
      if (round % 2 === 0) await sleep(round % 5);
      await tx.execute(sql`select pg_sleep(10)`);
    });
    await expect(doomed).rejects.toThrow();
    expect([...(await db.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
    expect(await db.transaction(async (tx) => [...(await tx.execute(sql`select 2 as two`))])).toEqual([{ two: 2 }]);
    await close();
  }
});

it("asks a database that is away again and again, without long pauses, so that it is used as soon as it is back", async () => {
  let asked = 0;
  const away = createServer((socket) => {
    asked += 1;
    socket.on("error", () => {}).destroy();
  });
  await new Promise<void>((resolve) => away.listen(0, "127.0.0.1", resolve));
  const { port } = away.address() as AddressInfo;
  const unlucky = connect(`postgres://kairan@127.0.0.1:${port}/kairan`, { max: 1 });
  const asking = unlucky.sql`select 1`.catch(() => "never answered");
  await vi.waitFor(() => expect(asked).toBeGreaterThan(12), { timeout: 20_000 });
  await unlucky.sql.end({ timeout: 0 });
  away.close();
  expect(await asking).toBe("never answered");
}, 30_000);
