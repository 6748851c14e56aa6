import { expect, it } from "vitest";
import { passed } from "./passed.ts";

it.each([
  [0, "0分"],
  [59, "59分"],
  [60, "1時間"],
  [125, "2時間5分"],
  [2879, "47時間59分"],
  [2880, "2日"],
])("%i minutes are said as %s", (minutes, words) => {
  expect(passed(minutes)).toBe(words);
});
