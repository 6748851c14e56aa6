import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { settings } from "#db/schema/settings.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict, Forbidden, Invalid } from "../errors.ts";
import { readSetting, writeSetting } from "../settings/settings.ts";
import { limitAddresses } from "./limit.ts";
import { watchLimit } from "./watch.ts";

const chief: Actor = { kind: "staff", id: "1", name: "情報課", permissions: everywhere("send"), department: null };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.db.delete(settings);
});

const stored = () => readSetting(database.client.db, "adminAllowed");

it("is stored as it was meant, in both families, with what it was before in the record", async () => {
  const { db, sql } = database.client;
  await limitAddresses(db, chief, { ranges: "１９８.51.100.7\n2001:db8::/32、203.0.113.0/24", from: "203.0.113.9" });
  expect(await stored()).toEqual(["198.51.100.7", "2001:db8::/32", "203.0.113.0/24"]);
  await limitAddresses(db, chief, { ranges: " ", from: "192.0.2.1" });
  expect(await stored()).toEqual([]);
  const records = await sql`select detail from activities where subject = 'setting:adminAllowed' order by at, id`;
  expect(records.map(({ detail }) => [detail.before.length, detail.after.length])).toEqual([
    [0, 3],
    [3, 0],
  ]);
});

it("never shuts out whoever sets it, and names what it cannot read", async () => {
  const { db } = database.client;
  const limit = (ranges: string, from: string | null) => limitAddresses(db, chief, { ranges, from });
  await expect(limit("198.51.100.0/24", "203.0.113.9")).rejects.toThrow(Conflict);
  await expect(limit("198.51.100.0/24", "203.0.113.9")).rejects.toThrow("203.0.113.9");
  await expect(limit("198.51.100.0/24, 10.0.0.0/99 office", "198.51.100.1")).rejects.toThrow(Invalid);
  await expect(limit("198.51.100.0/24, 10.0.0.0/99 office", "198.51.100.1")).rejects.toThrow(
    "「10.0.0.0/99」「office」",
  );
  expect(await stored()).toEqual([]);
  await limit("198.51.100.0/24", "::ffff:198.51.100.1");
  const viewer: Actor = { ...chief, permissions: everywhere("view") };
  await expect(limitAddresses(db, viewer, { ranges: "", from: null })).rejects.toThrow(Forbidden);
});

it("reaches every web process within a few seconds, and stays while the database does not answer", async () => {
  const { db } = database.client;
  const watched = await watchLimit(db);
  expect(watched.allows("192.0.2.1")).toBe(true);
  await limitAddresses(db, chief, { ranges: "198.51.100.7", from: null });
  await expect.poll(() => watched.allows("192.0.2.1"), { timeout: 15_000 }).toBe(false);
  expect(watched.allows("198.51.100.7")).toBe(true);
  await writeSetting(db, "adminAllowed", "broken" as never);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect([watched.allows("198.51.100.7"), watched.allows("192.0.2.1")]).toEqual([true, false]);
  watched.stop();
  const blind = await watchLimit(db);
  expect(blind.allows("198.51.100.7")).toBe(false);
  blind.stop();
});
