import { expect, test } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import type { Rule } from "#lib/segments/schema.ts";
import { ruleInWords } from "./rule-in-words.ts";

const wards = [
  { key: "aoba", label: "青葉区" },
  { key: "izumi", label: "泉区" },
  { key: "old", label: "旧区", retired: true },
];
const questions: Question[] = [
  { key: "topics", kind: "grid", label: "知りたい情報", rows: [{ key: "crime", label: "防犯情報" }], columns: wards },
  { key: "age", kind: "single", label: "年代", choices: [{ key: "30s", label: "30代" }] },
  { key: "born", kind: "number", label: "生まれた年" },
];
const crime = (...anyOf: string[]): Rule => ({ question: "topics", row: "crime", anyOf });
const thirties: Rule = { question: "age", anyOf: ["30s"] };

test.each<[Rule, string]>([
  [crime("aoba"), "青葉区 × 防犯情報"],
  [crime("old"), "旧区 × 防犯情報"],
  [crime("aoba", "izumi"), "市内全域 × 防犯情報"],
  [{ question: "topics", anyOf: ["izumi"] }, "泉区 × 知りたい情報"],
  [thirties, "年代：30代"],
  [{ question: "born", from: 2019 }, "生まれた年 2019〜"],
  [{ question: "born", from: 2010, to: 2019 }, "生まれた年 2010〜2019"],
  [{ question: "gone", anyOf: ["x"] }, "gone：x"],
  [{ all: [] }, "すべての友だち"],
  [{ all: [crime("izumi"), thirties] }, "泉区 × 防犯情報 かつ 年代：30代"],
  [{ not: { registered: true } }, "「受信設定を登録した友だち」以外"],
  [
    { all: [{ any: [crime("aoba"), thirties] }, { registered: true }] },
    "（青葉区 × 防犯情報 または 年代：30代） かつ 受信設定を登録した友だち",
  ],
  [{ any: [{ all: [thirties] }, crime("aoba")] }, "年代：30代 または 青葉区 × 防犯情報"],
])("%j is said as staff say it", (rule, words) => {
  expect(ruleInWords(rule, questions)).toBe(words);
});
