import { describe, expect, it } from "vitest";
import { hindranceOf } from "./hindrance.ts";

const now = new Date("2026-11-21T14:05:00+09:00");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const broadcast = {
  id: "b",
  title: "断水のお知らせ",
  lane: "normal",
  source: "staff",
  scheduledFor: minutesAgo(0),
} as const;
const rules = {
  lateMinutes: { urgent: 30, normal: 60, test: 60 },
  sendingOff: false,
  audienceGone: false,
  changed: false,
};

describe("a broadcast whose hour has come", () => {
  it("starts", () => {
    expect(hindranceOf(broadcast, rules, now)).toBeNull();
  });

  it.each([
    ["normal", 60, false],
    ["normal", 61, true],
    ["urgent", 30, false],
    ["urgent", 31, true],
  ] as const)("on the %s lane, %i minutes late: a person decides? %s", (lane, minutes, asks) => {
    const late = { ...broadcast, lane, scheduledFor: minutesAgo(minutes) };
    expect(hindranceOf(late, rules, now) !== null).toBe(asks);
  });

  it("waits for a person while automatic sending is off, unless a member of staff sends it", () => {
    const off = { ...rules, sendingOff: true };
    expect(hindranceOf({ ...broadcast, source: "mail" }, off, now)?.cause).toBe("broadcast.off:b");
    expect(hindranceOf({ ...broadcast, source: "api" }, off, now)).not.toBeNull();
    expect(hindranceOf(broadcast, off, now)).toBeNull();
  });

  it("waits for a person when its audience is no longer the one that was approved", () => {
    expect(hindranceOf(broadcast, { ...rules, changed: true }, now)?.cause).toBe("broadcast.changed:b");
  });

  it("waits for a person when its segment is gone", () => {
    expect(hindranceOf(broadcast, { ...rules, audienceGone: true }, now)?.title).toContain("断水のお知らせ");
  });
});
