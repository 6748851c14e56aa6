import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideSmallParts, hideSmallShare } from "./anonymous.ts";

const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);

describe("parts of a whole that is known", () => {
  it("stand as they are when none is small", () => {
    expect(hideSmallParts([10, 200, 30], 10)).toEqual([10, 200, 30]);
  });

  it("take the next one with them when only one is small: the rest would tell it", () => {
    expect(hideSmallParts([4, 200, 30], 10)).toEqual([null, 200, null]);
  });

  it("take more with them while those hidden are few together", () => {
    expect(hideSmallParts([0, 3, 200, 30], 10)).toEqual([null, null, 200, null]);
    expect(hideSmallParts([6, 7, 200, 30], 10)).toEqual([null, null, 200, 30]);
  });

  it("are all hidden when there is nothing to hide behind", () => {
    expect(hideSmallParts([3, 4], 10)).toEqual([null, null]);
    expect(hideSmallParts([3], 10)).toEqual([null]);
  });

  it("never tell of fewer people than asked for, whoever subtracts what is shown from the whole", () => {
    const cities = fc.record({
      parts: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
      smallest: fc.integer({ min: 2, max: 30 }),
    });
    fc.assert(
      fc.property(cities, ({ parts, smallest }) => {
        const shown = hideSmallParts(parts, smallest);
        const visible = shown.filter((count) => count !== null);
        const hidden = shown.length - visible.length;
        expect(visible.every((count) => count >= smallest)).toBe(true);
        expect(shown.every((count, index) => count === null || count === parts[index])).toBe(true);
        if (hidden === 0 || hidden === parts.length) return;
        expect(hidden).toBeGreaterThanOrEqual(2);
        expect(sum(parts) - sum(visible)).toBeGreaterThanOrEqual(smallest);
      }),
    );
  });
});

describe("a share of a whole", () => {
  it("is shown only while both sides are many", () => {
    expect(hideSmallShare(10, 100, 10)).toBe(10);
    expect(hideSmallShare(9, 100, 10)).toBeNull();
    expect(hideSmallShare(95, 100, 10)).toBeNull();
    expect(hideSmallShare(0, 100, 10)).toBeNull();
  });
});
