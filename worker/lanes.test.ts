import { expect, it } from "vitest";
import { createLanes, type Queued } from "./lanes.ts";

type Named = Queued & { name: string };

const named = (lane: Queued["lane"], name: string, rate: number | null = null): Named => ({
  lane,
  name,
  rate,
  broadcastId: name[0]!,
});

it("lets urgent overtake, test next, and keeps the order within a lane", () => {
  const lanes = createLanes<Named>();
  for (const item of [
    named("normal", "n1"),
    named("test", "t1"),
    named("normal", "n2"),
    named("urgent", "u1"),
    named("urgent", "u2"),
  ])
    lanes.put(item);
  expect(lanes.size()).toBe(5);
  expect([1, 2, 3, 4, 5].map(() => lanes.next()?.name)).toEqual(["u1", "u2", "t1", "n1", "n2"]);
  expect(lanes.next()).toBeUndefined();
  expect(lanes.readyIn()).toBe(Number.POSITIVE_INFINITY);
});

it("lets a throttled broadcast go at its own rate and never hold up others of its lane", () => {
  const time = { now: 0 };
  const lanes = createLanes<Named>(() => time.now);
  for (const item of [named("normal", "s1", 2), named("normal", "s2", 2), named("normal", "n1"), named("normal", "n2")])
    lanes.put(item);
  expect([1, 2, 3].map(() => lanes.next()?.name)).toEqual(["s1", "n1", "n2"]);
  expect(lanes.next()).toBeUndefined();
  expect(lanes.readyIn()).toBeCloseTo(500);
  expect(lanes.throttled()).toEqual(["s"]);
  time.now = 500;
  expect(lanes.next()?.name).toBe("s2");
  expect(lanes.throttled()).toEqual([]);
});

it("lets a broadcast of a hundred thousand people an hour go every eighteen seconds", () => {
  const time = { now: 0 };
  const lanes = createLanes<Named>(() => time.now);
  const rate = 100_000 / 500 / 3600;
  for (const name of ["s1", "s2", "s3"]) lanes.put(named("normal", name, rate));
  const went: number[] = [];
  for (; time.now <= 60_000; time.now += 100) if (lanes.next()) went.push(time.now);
  expect(went).toEqual([0, 18_000, 36_000]);
});

it("gives back what waits of a broadcast that was halted", () => {
  const lanes = createLanes<Named>();
  for (const item of [named("normal", "a1"), named("normal", "b1"), named("normal", "a2"), named("urgent", "a3", 5)])
    lanes.put(item);
  expect(lanes.drop(["a"]).map((item) => item.name)).toEqual(["a1", "a2", "a3"]);
  expect(lanes.broadcasts()).toEqual([{ broadcastId: "b", rate: null }]);
});
