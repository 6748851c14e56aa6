import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect, migrateTables } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { record } from "./record.ts";
import { forgetActivities } from "./retention.ts";
import { chainActivities } from "./sequence.ts";

const actor = { kind: "system", task: "test" } as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database.client;
  for (let n = 0; n < 3; n++) await record(db, actor, "test.change", `test:${n}`);
  await chainActivities(db);
  await record(db, actor, "test.change", "test:waiting");
});
afterAll(() => database.drop());

it.each([
  "update activities set subject = 'other' where seq = 2",
  "update activities set hash = 'other' where seq = 2",
  "update activities set seq = null, prev_hash = null, hash = null where seq = 3",
  "update activities set seq = 4, prev_hash = 'a', hash = 'b', subject = 'other' where seq is null",
  "update activities set at = now()",
  "delete from activities where seq = 2",
  "delete from activities where seq is null",
  "truncate activities",
  "select forget_activities(2)",
  "insert into activities (id, at, actor, action, subject, detail, seq, prev_hash, hash) select gen_random_uuid(), at, actor, action, subject, detail, 99, prev_hash, hash from activities limit 1",
])("refused, also to the owner of the table: %s", async (statement) => {
  await expect(database.client.sql.unsafe(statement)).rejects.toThrow(/only ever appended to/);
});

it("an owner who is no superuser has no right to change or delete, and everything else still works", async () => {
  const { sql } = database.client;
  const name = `town_${randomBytes(4).toString("hex")}`;
  const password = randomUUID();
  await sql.unsafe(`create role ${name} login password '${password}'`);
  await sql.unsafe(`create database ${name} owner ${name}`);
  const url = new URL(database.url);
  Object.assign(url, { pathname: `/${name}`, username: name, password });
  await migrateTables(url.href);
  await migrateTables(url.href);
  const town = connect(url.href, { max: 2 });
  try {
    await record(town.db, actor, "test.change", "test");
    await chainActivities(town.db);
    await expect(town.sql`update activities set subject = 'other'`).rejects.toThrow(/permission denied/);
    await expect(town.sql`delete from activities`).rejects.toThrow(/permission denied/);
    await expect(town.sql`truncate activities`).rejects.toThrow(/permission denied/);
    await forgetActivities(town.db);
    await expect(town.sql`select forget_activities(1)`).rejects.toThrow(/only ever appended to/);
    expect(await town.sql`select seq::int from activities`).toEqual([{ seq: 1 }]);
  } finally {
    await town.close();
    await sql.unsafe(`drop database ${name} with (force)`);
    await sql.unsafe(`drop role ${name}`);
  }
});
