import { expect, test } from "vitest";
import { audienceValueOf } from "./audience-value.ts";
import { problemsOf } from "./problems.ts";
import { compositionOf, valuesOf } from "./values.ts";

const saved = {
  title: "クマの目撃情報",
  messages: [{ type: "text", text: "気をつけてください。" }],
  audience: { kind: "rule", rule: { question: "topics", row: "bear", anyOf: ["aoba"] } },
  lane: "urgent",
  scheduledFor: "2026-11-21T05:05:00.000Z",
};

test("a draft comes back from its fields unchanged, its hour in Japan's time", () => {
  const values = valuesOf(saved);
  expect([values.date, values.time]).toEqual(["2026-11-21", "14:05"]);
  expect(compositionOf(values)).toEqual({ ...saved, scheduledFor: "2026-11-21T14:05:00+09:00" });
  expect(problemsOf(values)).toEqual({});
});

test("each mistake stands at its field", () => {
  const values = valuesOf({ ...saved, title: " ", messages: [{ type: "text", text: "あ".repeat(5001) }] });
  const problems = problemsOf({ ...values, date: "", audience: { ...values.audience, conditions: [] } });
  expect(Object.keys(problems).sort()).toEqual(["audience", "messages.0", "scheduledFor", "title"]);
});

test("a condition without a choice is not taken for everyone", () => {
  const values = valuesOf({
    ...saved,
    audience: { kind: "rule", rule: { question: "topics", row: "bear", anyOf: [] } },
  });
  expect(problemsOf(values).audience).toContain("選択肢");
});

test("a rule too deep to click is kept as it is", () => {
  const deep = { kind: "rule" as const, rule: { not: { registered: true as const } } };
  expect(audienceValueOf(deep)).toMatchObject({ kind: "kept", kept: deep });
});
