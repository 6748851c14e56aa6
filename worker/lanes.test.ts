import { expect, it } from "vitest";
import type { Lane } from "#db/words.ts";
import { createLanes } from "./lanes.ts";

it("lets urgent overtake, test next, and keeps the order within a lane", () => {
  const lanes = createLanes<{ lane: Lane; name: string }>();
  for (const [lane, name] of [
    ["normal", "n1"],
    ["test", "t1"],
    ["normal", "n2"],
    ["urgent", "u1"],
    ["urgent", "u2"],
  ] as const)
    lanes.put({ lane, name });
  expect(lanes.size()).toBe(5);
  expect([1, 2, 3, 4, 5].map(() => lanes.next()?.name)).toEqual(["u1", "u2", "t1", "n1", "n2"]);
  expect(lanes.next()).toBeUndefined();
});
