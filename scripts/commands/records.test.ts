import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHeadExport } from "#lib/activity/export-head.ts";
import { record } from "#lib/activity/record.ts";
import { chainActivities } from "#lib/activity/sequence.ts";
import { getEnv } from "#lib/env.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { testEnvironment } from "#test/environment.ts";
import { launch } from "#test/process.ts";

let database: TestDatabase;
let folder: string;
let heads: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kairan-records-"));
  heads = join(folder, "heads.jsonl");
  database = await createTestDatabase();
  const { db } = database.client;
  Object.assign(getEnv(), { databaseUrl: database.url });
  for (let n = 1; n <= 5; n++) await record(db, { kind: "system", task: "test" }, "test.change", `test:${n}`);
  await chainActivities(db);
  await createHeadExport(db, heads).rest();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function verifyLog(...options: string[]): Promise<{ code: number | null; output: string }> {
  return verifyLogWith({}, ...options);
}

async function verifyLogWith(keys: Record<string, string>, ...options: string[]) {
  const env = { ...testEnvironment, DATABASE_URL: database.url, ...keys };
  const command = launch(["scripts/kairan.ts", "verify-log", ...options], env);
  return { code: await command.over, output: command.output() };
}

it("verify-log says in words, and to machines, that nothing was touched", async () => {
  const { code, output } = await verifyLog("--heads", heads);
  expect(output).toContain("異常なし: 操作ログ 5件（1番から5番）");
  expect(code).toBe(0);
});

it("after SECRET_KEY was changed, verify-log still knows its own while SECRET_KEY_OLD names the old one", async () => {
  const changed = { SECRET_KEY: Buffer.alloc(32, "another").toString("base64") };
  const both = await verifyLogWith({ ...changed, SECRET_KEY_OLD: testEnvironment.SECRET_KEY }, "--heads", heads);
  expect(both.output).toContain("異常なし");
  expect(both.output).toContain("照合した署名の控え: 1件");
  expect((await verifyLogWith(changed, "--heads", heads)).code).toBe(1);
});

it("verify-log fails and names the row that was touched", async () => {
  const { sql } = database.client;
  await sql`alter table activities disable trigger user`;
  const [row] = await sql`update activities set subject = 'test:0' where seq = 3 returning id`;
  const json = await verifyLog("--json", "--heads", heads);
  expect(JSON.parse(json.output)).toMatchObject({ ok: false, finding: { kind: "changed", seq: 3, id: row!.id } });
  const words = await verifyLog("--heads", heads);
  expect(words.output).toContain(`異常: 3番（ID ${row!.id}）の記録が書き換えられています。`);
  expect([json.code, words.code]).toEqual([1, 1]);
});

it("verify-log fails when the heads it was told of are not there", async () => {
  const { code, output } = await verifyLog("--heads", join(folder, "none.jsonl"));
  expect(output).toContain("がありません");
  expect(code).toBe(1);
});
