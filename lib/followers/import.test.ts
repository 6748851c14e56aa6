import { afterAll, beforeAll, expect, it } from "vitest";
import { followers } from "#db/schema/followers.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";
import { createLineClient } from "../line/client.ts";
import { changeFriendship } from "./friendship.ts";
import { importFollowers } from "./import.ts";

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
