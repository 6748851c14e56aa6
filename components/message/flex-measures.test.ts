import { describe, expect, it } from "vitest";
import { aspectRatio, bubbleWidth, color, fontSize, share, space } from "./flex-measures.ts";

describe("Flex measures", () => {
  it("knows LINE's words and pixels, and nothing else", () => {
    expect([space("lg"), space("7px"), space("10%"), space("huge"), space("constructor")]).toEqual([
      "12px",
      "7px",
      "10%",
      undefined,
      undefined,
    ]);
    expect(fontSize("xxl")).toBe("29px");
    expect(bubbleWidth(undefined)).toBe(300);
  });

  it("takes only LINE's colours", () => {
    expect([color("#06C755"), color("#00000080"), color("red"), color("url(x)")]).toEqual([
      "#06C755",
      "#00000080",
      undefined,
      undefined,
    ]);
  });

  it("reads ratios and shares", () => {
    expect([aspectRatio("20:13"), aspectRatio("x"), aspectRatio(undefined, "2 / 1")]).toEqual([
      "20 / 13",
      "1 / 1",
      "2 / 1",
    ]);
    expect([
      share(undefined, true),
      share(undefined, false),
      share(0, true),
      share(3, true),
      share(undefined, true, true),
    ]).toEqual(["1 1 0", "0 0 auto", "0 0 auto", "3 3 0", "0 0 auto"]);
  });
});
