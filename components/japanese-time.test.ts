import { describe, expect, it } from "vitest";
import { formatJapaneseClock, formatJapaneseDate, formatJapaneseTime } from "./japanese-time.ts";

describe("Japanese time", () => {
  it("is written as people in Japan read it, whatever the machine's zone", () => {
    expect(formatJapaneseTime("2026-11-21T05:05:09Z")).toBe("2026年11月21日(土) 14:05");
    expect(formatJapaneseTime(new Date("2026-11-21T05:05:09Z"), { seconds: true })).toBe("2026年11月21日(土) 14:05:09");
  });

  it("counts midnight as 00 of the new day", () => {
    expect(formatJapaneseTime("2026-12-31T15:00:00Z")).toBe("2027年1月1日(金) 00:00");
  });

  it("gives day and clock alone", () => {
    expect(formatJapaneseDate("2026-11-21T14:59:00Z")).toBe("2026年11月21日(土)");
    expect(formatJapaneseClock("2026-11-21T14:59:00Z")).toBe("23:59");
  });
});
