import { describe, expect, it } from "vitest";
import type { Question } from "../preferences/schema.ts";
import { formChanges, withdrawals } from "./changes.ts";

const wards = ["aoba", "izumi", "taihaku"].map((key) => ({ key, label: key }));
const form: Question[] = [
  { key: "ward", kind: "single", label: "区", choices: wards },
  { key: "born", kind: "number", label: "生まれた年", min: 1900, max: 2026 },
  { key: "note", kind: "text", label: "ひとこと" },
];
const [ward, born, note] = form as [Question, Question, Question];
const [aoba, izumi, taihaku] = wards as [(typeof wards)[0], (typeof wards)[0], (typeof wards)[0]];

describe("what a new form changes", () => {
  it.each<[string, Question[], string[]]>([
    ["nothing", form, []],
    ["a new question", [...form, { key: "q1", kind: "text", label: "ほか" }], ["質問「ほか」を追加"]],
    ["a question that goes", [ward, { ...born, retired: true }, note], ["質問「生まれた年」を廃止"]],
    [
      "name, help, need and range",
      [ward, { ...born, label: "生年", help: "西暦", required: true, max: 2030 }, note],
      [
        "質問「生まれた年」の名前を「生年」に変更",
        "質問「生年」の説明を変更",
        "質問「生年」を必須に変更",
        "質問「生年」の答えられる数の範囲を変更",
      ],
    ],
    ["another order", [born, ward, note], ["質問の順番を変更"]],
    [
      "a condition",
      [ward, { ...born, showIf: { question: "ward", anyOf: ["aoba"] } }, note],
      ["質問「生まれた年」をたずねる条件を変更"],
    ],
    [
      "choices that come, go, are renamed and merged",
      [
        {
          ...ward,
          choices: [
            { ...aoba, label: "青葉" },
            { ...izumi, retired: true, mergedInto: "aoba" },
            { ...taihaku, retired: true },
            { key: "c1", label: "宮城野" },
          ],
        },
        born,
        note,
      ],
      [
        "「区」の選択肢に「宮城野」を追加",
        "「区」の選択肢「taihaku」を廃止",
        "「区」の選択肢「aoba」の名前を「青葉」に変更",
        "「区」の選択肢「izumi」を「青葉」に統合",
      ],
    ],
  ])("%s", (_, after, words) => {
    expect(formChanges(form, after)).toEqual(words);
  });

  it("says many at once, and what comes back", () => {
    const many = Array.from({ length: 7 }, (_, n) => ({ key: `c${n}`, label: `町${n}` }));
    const gone = { ...ward, choices: [{ ...aoba, retired: true }, izumi, taihaku] };
    expect(formChanges([gone], [{ ...ward, choices: [...wards, ...many] }])).toEqual([
      "「区」の選択肢に「町0」「町1」「町2」「町3」「町4」など7件を追加",
      "「区」の選択肢「aoba」を再開",
    ]);
  });
});

it("what is no longer asked is named once: a whole question without its choices", () => {
  const merged = { ...ward, choices: [aoba, { ...izumi, retired: true, mergedInto: "aoba" }, taihaku] };
  const found = withdrawals(form, [merged, { ...born, retired: true }, note]);
  expect(found.map(({ question, choice, into }) => [question.key, choice?.key, into?.key])).toEqual([
    ["ward", "izumi", "aoba"],
    ["born", undefined, undefined],
  ]);
});
