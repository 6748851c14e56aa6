import { describe, expect, it } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import { shownOf, toAnswers, toValues } from "./form-values.ts";

const wards = [
  { key: "aoba", label: "青葉区" },
  { key: "izumi", label: "泉区" },
];
const questions: Question[] = [
  { key: "ward", kind: "single", label: "区", choices: wards },
  {
    key: "1",
    kind: "multiple",
    label: "家族",
    choices: [
      { key: "0", label: "あ" },
      { key: "care", label: "い" },
    ],
  },
  {
    key: "topics",
    kind: "grid",
    label: "話題",
    rows: [
      { key: "crime", label: "防犯" },
      { key: "7", label: "クマ" },
    ],
    columns: wards,
  },
  { key: "year", kind: "number", label: "年", showIf: { question: "1", anyOf: ["0"] } },
  { key: "note", kind: "text", label: "メモ", showIf: { question: "topics", anyOf: ["7"] } },
];

describe("answers and what the inputs hold", () => {
  it("come back unchanged", () => {
    const answers = {
      ward: "izumi",
      "1": ["0"],
      topics: { crime: ["aoba", "izumi"], "7": ["izumi"] },
      year: 2019,
      note: "こんにちは",
    };
    expect(toAnswers(questions, toValues(questions, answers))).toEqual(answers);
  });

  it("leave out what is empty", () => {
    expect(toAnswers(questions, toValues(questions, {}))).toEqual({});
  });

  it("drop retired questions and choices, and answers of another kind", () => {
    const answers = {
      ward: "gone",
      "1": ["care", "gone"],
      topics: { crime: ["gone"], old: ["aoba"] },
      year: "x",
      old: "a",
    };
    expect(toAnswers(questions, toValues(questions, answers))).toEqual({ "1": ["care"] });
  });

  it("read full-width digits and keep what is no number", () => {
    const values = { ...toValues(questions, { "1": ["0"] }), q_year: " ２０１９ " };
    expect(toAnswers(questions, values).year).toBe(2019);
    expect(toAnswers(questions, { ...values, q_year: "来年" }).year).toBe("来年");
  });
});

describe("conditions", () => {
  it("show a question only while its condition holds, and send no hidden answer", () => {
    const values = { ...toValues(questions, { year: 2019 }), q_1: [] as string[] };
    expect(shownOf(questions, values).map((question) => question.key)).toEqual(["ward", "1", "topics"]);
    expect(toAnswers(questions, values)).toEqual({});
  });

  it("take a grid's rows for its choices", () => {
    const values = toValues(questions, { topics: { "7": ["aoba"] } });
    expect(shownOf(questions, values).at(-1)?.key).toBe("note");
  });

  it("hide what stands behind a hidden question, and end in a circle", () => {
    const chain: Question[] = [
      { key: "a", kind: "single", label: "a", choices: wards, showIf: { question: "b", anyOf: ["aoba"] } },
      { key: "b", kind: "single", label: "b", choices: wards, showIf: { question: "a", anyOf: ["aoba"] } },
      { key: "c", kind: "text", label: "c", showIf: { question: "b", anyOf: ["aoba"] } },
    ];
    expect(shownOf(chain, toValues(chain, { a: "aoba", b: "aoba" }))).toEqual([]);
  });
});
