import { expect, it } from "vitest";
import { broadcastStatuses } from "#db/words.ts";
import { canMove, isFinal, statesBefore } from "./states.ts";

it("lets nothing leave a final state", () => {
  for (const final of ["canceled", "stopped"] as const) {
    expect(isFinal(final)).toBe(true);
    for (const other of broadcastStatuses) expect(canMove(final, other)).toBe(false);
  }
});

it("lets a broadcast be canceled only before it begins", () => {
  expect(statesBefore("canceled").sort()).toEqual(["awaiting_approval", "draft", "scheduled"]);
});

it("starts only what is scheduled, or goes on with what is paused, or sends once more what expired", () => {
  expect(statesBefore("sending").sort()).toEqual(["paused", "scheduled", "sent"]);
  expect(statesBefore("paused")).toEqual(["sending"]);
});

it("finishes only what is being sent", () => {
  expect(statesBefore("sent")).toEqual(["sending"]);
});
