import { expect, it } from "vitest";
import { broadcastStatuses } from "#db/words.ts";
import { canMove, isFinal, statesBefore } from "./states.ts";

it("lets nothing leave a final state", () => {
  for (const final of ["sent", "canceled", "stopped"] as const) {
    expect(isFinal(final)).toBe(true);
    for (const other of broadcastStatuses) expect(canMove(final, other)).toBe(false);
  }
});

it("lets a broadcast be canceled only before it begins", () => {
  expect(statesBefore("canceled").sort()).toEqual(["awaiting_approval", "draft", "scheduled"]);
});

it("starts only what is scheduled, or goes on with what is paused", () => {
  expect(statesBefore("sending").sort()).toEqual(["paused", "scheduled"]);
});

it("finishes only what is being sent", () => {
  expect(statesBefore("sent")).toEqual(["sending"]);
});
