import { expect, test } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import type { Rule } from "#lib/segments/schema.ts";
import { audienceWords, ruleWords } from "./audience-words.ts";

const wards = [
  { key: "aoba", label: "青葉区" },
  { key: "izumi", label: "泉区" },
  { key: "old", label: "旧区", retired: true },
];
const questions: Question[] = [
  { key: "topics", kind: "grid", label: "知りたい情報", rows: [{ key: "crime", label: "防犯情報" }], columns: wards },
  { key: "age", kind: "single", label: "年代", choices: [{ key: "30s", label: "30代" }] },
];

const cases: [Rule, string][] = [
  [{ question: "topics", row: "crime", anyOf: ["aoba"] }, "青葉区 × 防犯情報"],
  [{ question: "topics", row: "crime", anyOf: ["aoba", "izumi"] }, "市内全域 × 防犯情報"],
  [{ question: "age", anyOf: ["30s"] }, "年代：30代"],
  [{ question: "birth", from: 2019 }, "birth 2019〜"],
  [
    {
      all: [
        { question: "topics", row: "crime", anyOf: ["izumi"] },
        { question: "age", anyOf: ["30s"] },
      ],
    },
    "泉区 × 防犯情報 かつ 年代：30代",
  ],
  [{ not: { registered: true } }, "「受信設定を登録した友だち」以外"],
];

test.each(cases)("%j is said as staff say it", (rule, words) => {
  expect(ruleWords(rule, questions)).toBe(words);
});

test("a saved rule goes by its name", () => {
  const vocabulary = { questions, segments: [{ key: "families", name: "子育て世帯" }] };
  expect(audienceWords({ kind: "segment", key: "families" }, vocabulary)).toBe("子育て世帯");
});
