import { expect, test } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import { audienceOf, audienceValueOf, emptyAudience } from "./audience-value.ts";
import { problemsOf } from "./problems.ts";
import { compositionOf, valuesOf } from "./values.ts";

const wards = ["aoba", "izumi"].map((key) => ({ key, label: key }));
const questions: Question[] = [
  { key: "ward", kind: "single", label: "区", choices: wards },
  {
    ...{ key: "topics", kind: "grid", label: "情報", columns: wards },
    rows: [
      { key: "old", label: "廃止した情報", retired: true },
      { key: "bear", label: "クマ" },
    ],
  },
];
const saved = {
  title: "クマの目撃情報",
  messages: [{ type: "text", text: "気をつけてください。" }],
  audience: { kind: "rule", rule: { question: "topics", row: "bear", anyOf: ["aoba"] } },
  lane: "urgent",
  scheduledFor: "2026-11-21T05:05:00.000Z",
};

test("a draft comes back from its fields unchanged, its hour in Japan's time", () => {
  const values = valuesOf(saved, questions);
  expect([values.date, values.time]).toEqual(["2026-11-21", "14:05"]);
  expect(compositionOf(values, questions)).toEqual({ ...saved, scheduledFor: "2026-11-21T14:05:00+09:00" });
  expect(problemsOf(values, questions)).toEqual({});
});

test("each mistake stands at its field", () => {
  const messages = [{ type: "text", text: "あ".repeat(5001) }];
  const values = valuesOf({ ...saved, title: " ", messages, audience: { kind: "segment", key: "" } }, questions);
  const problems = problemsOf({ ...values, date: "" }, questions);
  expect(Object.keys(problems).sort()).toEqual(["audience", "messages.0", "scheduledFor", "title"]);
});

test("a new broadcast speaks of the first topic that is still offered, and waits for a ward", () => {
  const values = { ...valuesOf(saved, questions), audience: emptyAudience(questions) };
  expect(values.audience.draft.parts).toMatchObject([{ about: "topics", row: "bear", anyOf: [] }]);
  expect(problemsOf(values, questions).audience).toContain("選択肢");
});

test("a condition without a choice is not taken for everyone", () => {
  const rule = {
    all: [
      { question: "ward", anyOf: ["aoba"] },
      { question: "topics", row: "bear", anyOf: [] },
    ],
  };
  const values = valuesOf({ ...saved, audience: { kind: "rule", rule } }, questions);
  expect(problemsOf(values, questions).audience).toContain("選択肢");
  expect(compositionOf(values, questions).audience).toEqual({ kind: "rule", rule: { any: [] } });
});

test("a rule too deep to click is kept as it is", () => {
  const deep = { kind: "rule" as const, rule: { not: { all: [{ registered: true as const }] } } };
  const value = audienceValueOf(deep, questions);
  expect(value).toMatchObject({ kind: "kept", kept: deep });
  expect(audienceOf(value, questions)).toEqual(deep);
});
