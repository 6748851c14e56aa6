import { expect, it } from "vitest";
import { createBulk, isBulk } from "./bulk-residents.ts";
import { countFriends, createResidents, isReached, pageFriends, saveResident } from "./residents.ts";
import { bulkUserId } from "./user-id.ts";

const stranger = `U${"f".repeat(32)}`;

it("makes the ids that kairan seed makes", () => {
  expect(bulkUserId(1)).toBe("U68c515e666e6445eea777167c1e0883a");
});

it("knows bulk residents from strangers", () => {
  const bulk = createBulk(5000);
  expect([1, 2500, 5000].every((n) => isBulk(bulk, bulkUserId(n)))).toBe(true);
  expect(isBulk(bulk, bulkUserId(5001))).toBe(false);
});

it("takes strangers for friends unless told otherwise", () => {
  const residents = { ...createResidents(), bulk: createBulk(10) };
  expect(isReached(residents, stranger)).toBe(true);
  residents.unlisted = "unknown";
  expect(isReached(residents, stranger)).toBe(false);
  expect(isReached(residents, bulkUserId(3))).toBe(true);
});

it("pages through every friend once, without those who blocked", () => {
  const residents = { ...createResidents(), bulk: createBulk(25) };
  const person = { displayName: "花子", friend: true, phone: false };
  saveResident(residents, { ...person, userId: stranger, blocked: false });
  saveResident(residents, { ...person, userId: bulkUserId(7), blocked: true });
  const pages: string[] = [];
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const page = pageFriends(residents, offset, 4);
    pages.push(...page.userIds);
    offset = page.next;
  }
  expect(new Set(pages).size).toBe(25);
  expect(pages).toHaveLength(25);
  expect(pages).not.toContain(bulkUserId(7));
  expect(countFriends(residents)).toBe(25);
});
