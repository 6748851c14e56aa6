import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createGroup } from "./group.ts";

const limits = { lingerMs: 3, weightAtMost: 10, weigh: (item: number) => item };

it("writes together what comes together, and answers nobody before", async () => {
  const written: number[][] = [];
  const group = createGroup<number>(async (items) => {
    await sleep(5);
    written.push(items);
  }, limits);
  await Promise.all(
    [1, 2, 3].map(async (item) => {
      await group.add(item);
      expect(written.flat()).toContain(item);
    }),
  );
  expect(written).toEqual([[1, 2, 3]]);
});

it("keeps a group small, but takes what is larger than any", async () => {
  const written: number[][] = [];
  const group = createGroup<number>(async (items) => void written.push(items), limits);
  await Promise.all([6, 5, 4, 50, 1].map(group.add));
  expect(written).toEqual([[6], [5, 4], [50], [1]]);
});

it("lets nobody suffer for a neighbour", async () => {
  const group = createGroup<number>(async (items) => {
    if (items.includes(2)) throw new Error("poison");
  }, limits);
  const outcomes = await Promise.allSettled([1, 2, 3].map(group.add));
  expect(outcomes.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  await group.add(4);
});

it("goes on while one group waits for the database", async () => {
  let release = () => {};
  const group = createGroup<number>(
    (items) => (items[0] === 1 ? new Promise((resolve) => (release = resolve)) : Promise.resolve()),
    limits,
  );
  const stuck = group.add(1);
  await sleep(10);
  await group.add(2);
  release();
  await stuck;
});
