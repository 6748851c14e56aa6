import { describe, expect, it } from "vitest";
import type { LineAnswer } from "../line/client.ts";
import { isBeyondSplitting, judge } from "./outcome.ts";

function answered(status: number, more: Partial<LineAnswer> = {}): LineAnswer {
  return { status, requestId: "r", acceptedRequestId: null, retryAfterSeconds: null, body: {}, ...more };
}

describe("what an answer of LINE means", () => {
  it.each([200, 202, 409])("%i is an acceptance: 409 says that LINE already had it", (status) => {
    expect(judge(answered(status), 1)).toEqual({ kind: "accepted" });
  });

  it.each([0, 408, 500, 502, 503])("%i is asked again, later each time", (status) => {
    const first = judge(answered(status), 1);
    const tenth = judge(answered(status), 10);
    expect(first).toMatchObject({ kind: "retry" });
    expect((first as { afterMs: number }).afterMs).toBeLessThanOrEqual(500);
    expect((tenth as { afterMs: number }).afterMs).toBeGreaterThanOrEqual(30_000);
    expect((tenth as { afterMs: number }).afterMs).toBeLessThanOrEqual(60_000);
  });

  it("waits as long as LINE asks", () => {
    expect(judge(answered(429, { retryAfterSeconds: 7 }), 1)).toEqual({ kind: "slow_down", afterMs: 7000 });
    expect(judge(answered(503, { retryAfterSeconds: 90 }), 1)).toEqual({ kind: "retry", afterMs: 90_000 });
  });

  it.each([401, 403])("%i means that nobody may send until a person has looked", (status) => {
    expect(judge(answered(status), 1)).toEqual({ kind: "not_allowed" });
  });

  it("finds the recipient that LINE names", () => {
    const body = { message: "The property, to[17], in the request body is invalid (line: -, column: -)" };
    expect(judge(answered(400, { body }), 1)).toEqual({ kind: "bad_recipient", index: 17 });
    const details = { message: "invalid", details: [{ property: "to[3]", message: "invalid" }] };
    expect(judge(answered(400, { body: details }), 1)).toEqual({ kind: "bad_recipient", index: 3 });
  });

  it.each([400, 404, 410, 413, 415])("%i without a name is final", (status) => {
    expect(judge(answered(status), 1)).toEqual({ kind: "refused" });
  });

  it("knows when the message is at fault and not a recipient", () => {
    expect(isBeyondSplitting(answered(400, { body: { details: [{ property: "messages[0].text" }] } }))).toBe(true);
    expect(isBeyondSplitting(answered(400, { body: { message: "Failed to send messages" } }))).toBe(false);
  });
});
