import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { connect } from "./client.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What the unpatched driver threw past everybody (patches/postgres…): the whole process ended with one connection. */
it("a connection that dies in a transaction fails that transaction, and nothing else", async () => {
  const { db, close } = connect(database.url, { max: 1 });
  const doomed = db.transaction(async (tx) => {
    const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await database.client.sql`select pg_terminate_backend(${me!.pid})`;
    await tx.execute(sql`select pg_sleep(5)`);
  });
  await expect(doomed).rejects.toThrow();
  expect([...(await db.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
  expect(await db.transaction(async (tx) => [...(await tx.execute(sql`select 2 as two`))])).toEqual([{ two: 2 }]);
  await close();
});
