import { expect, test } from "vitest";
import { freeKey } from "./key.ts";
import { type Rule, SegmentDefinition } from "./schema.ts";

const crime: Rule = { question: "topics", row: "crime", anyOf: ["aoba"] };

test.each<[Rule, string]>([
  [crime, "crime-aoba"],
  [{ question: "ward", anyOf: ["aoba", "izumi"] }, "ward-aoba-izumi"],
  [{ question: "ward", anyOf: ["a", "b", "c", "d"] }, "ward"],
  [{ all: [crime, { question: "childBirthYear", from: 2019 }] }, "crime-aoba-childbirthyear-2019"],
  [{ not: { registered: true } }, "not-registered"],
  [{ all: [] }, "segment"],
])("%j gets a key that colleagues can read", (rule, key) => {
  expect(freeKey(rule, new Set())).toBe(key);
});

test("a key that is taken is told apart by a number", () => {
  expect(freeKey(crime, new Set(["crime-aoba", "crime-aoba-2"]))).toBe("crime-aoba-3");
});

test("a long rule still gets a key that may be saved", () => {
  const long: Rule = { all: Array.from({ length: 30 }, (_, n) => ({ question: `Question_${n}`, anyOf: ["x"] })) };
  const key = freeKey(long, new Set());
  expect(SegmentDefinition.safeParse({ key, name: "長い", rule: long }).success).toBe(true);
});
