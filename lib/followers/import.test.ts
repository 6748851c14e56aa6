import { isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followerImports, followers } from "#db/schema/followers.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";
import { type Actor, everywhere } from "../actor.ts";
import { createLineClient } from "../line/client.ts";
import { changeFriendship } from "./friendship.ts";
import { importFollowers, latestImport, requestImport, runImport } from "./import.ts";

let city: ContractCity;
const actor = { kind: "system", task: "test" } as const;

beforeAll(async () => {
  city = await startContractCity();
});
afterAll(() => city.stop());

it("takes in every friend over many pages, twice without doubling, and leaves those who blocked us meanwhile", async () => {
  await city.control.addResidents(2500);
  const gone = `U${"7".repeat(32)}`;
  await city.control.addResident({ displayName: "去った人", userId: gone });
  await changeFriendship(city.db, gone, false, new Date());
  const pages: number[] = [];
  const imported = await importFollowers(city.db, createLineClient(), actor, (sofar) => pages.push(sofar));
  expect(imported).toBe(2501);
  expect(pages.length).toBeGreaterThan(2);
  await importFollowers(city.db, createLineClient(), actor, () => {});
  expect(await city.db.$count(followers)).toBe(2501);
  const rows = await city.db.select({ id: followers.lineUserId, friend: followers.friend }).from(followers);
  expect(rows.filter((row) => !row.friend)).toEqual([{ id: gone, friend: false }]);
});

it("says in words why LINE gives no list to an unverified account", async () => {
  await city.control.addFault({ endpoint: "followers", kind: "403", count: 1 });
  await expect(importFollowers(city.db, createLineClient(), actor, () => {})).rejects.toThrow("認証済アカウント");
});

describe("asked for on the page", () => {
  const permissions = everywhere("edit");
  const staff: Actor = {
    kind: "staff",
    id: "00000000-0000-4000-8000-000000000001",
    name: "職員",
    department: null,
    permissions,
  };

  async function openImport(): Promise<string> {
    const [open] = await city.db.select().from(followerImports).where(isNull(followerImports.finishedAt));
    return open!.id;
  }

  it("runs as a job, one at a time, and says how far it is", async () => {
    await requestImport(city.db, staff);
    await expect(requestImport(city.db, staff)).rejects.toThrow("すでに始まっています");
    const id = await openImport();
    await runImport(city.db, createLineClient(), id);
    expect(await latestImport(city.db, staff)).toMatchObject({ sofar: 2501, problem: null, startedBy: "職員" });
    await runImport(city.db, createLineClient(), id);
    expect(await latestImport(city.db, staff)).toMatchObject({ sofar: 2501, finishedAt: expect.any(Date) });
  });

  it("goes on where it was when its process died", async () => {
    await requestImport(city.db, staff);
    const id = await openImport();
    const line = createLineClient();
    let pages = 0;
    const dying = {
      ...line,
      get: async (path: string) => (pages++ === 1 ? Promise.reject(new Error("gone")) : line.get(path)),
    };
    await expect(runImport(city.db, dying, id)).rejects.toThrow("gone");
    expect(await latestImport(city.db, staff)).toMatchObject({ sofar: 1000, finishedAt: null });
    await runImport(city.db, line, id);
    expect(await latestImport(city.db, staff)).toMatchObject({ sofar: 2501, problem: null });
  });

  it("ends with the reason in words, and may be tried again", async () => {
    await requestImport(city.db, staff);
    const id = await openImport();
    await city.control.addFault({ endpoint: "followers", kind: "403", count: 1 });
    await runImport(city.db, createLineClient(), id);
    expect((await latestImport(city.db, staff))?.problem).toContain("認証済アカウント");
    await requestImport(city.db, staff);
  });
});
