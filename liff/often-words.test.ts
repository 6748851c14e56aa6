import { expect, it } from "vitest";
import { oftenWords } from "./often-words.ts";

it.each([
  [undefined, undefined],
  [0, "この3か月は、ほとんど届いていません"],
  [0.3, "最近は3か月に約1回"],
  [0.7, "最近は3か月に約2回"],
  [0.8, "最近は月に約1回"],
  [2.9, "最近は月に約3回"],
  [25.4, "最近は月に約25回"],
])("%s a month", (monthly, words) => {
  expect(oftenWords(monthly)).toBe(words);
});
