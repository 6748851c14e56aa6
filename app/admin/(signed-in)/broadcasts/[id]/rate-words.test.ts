import { expect, test } from "vitest";
import { choiceOf, rateOf, rateOptions, timeFor } from "./rate-words.ts";

test("a choice of people per hour comes back as the same choice", () => {
  for (const { value } of rateOptions(null, 195)) expect(choiceOf(rateOf(value))).toBe(value);
});

test("a rate set elsewhere stands among the choices, in order", () => {
  const labels = rateOptions(7 / 3600, 195).map(({ label }) => label);
  expect(labels[0]).toBe("LINEの上限（1秒に約97,500人）");
  expect(labels.at(-1)).toBe("1時間に3,500人");
});

test.each([
  [0, 1, null],
  [400, 195, "1分以内"],
  [100_000, rateOf("100000")!, "約1時間"],
  [250_000, rateOf("100000")!, "約2時間30分"],
  [50_000, rateOf("100000")!, "約30分"],
])("%i people at %f requests a second take %s", (left, rate, words) => {
  expect(timeFor(left, rate)).toBe(words);
});
