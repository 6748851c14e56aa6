import { describe, expect, it } from "vitest";
import { Invalid } from "../errors.ts";
import { checkAnswers } from "./answers.ts";
import { checkForm } from "./form.ts";
import type { Question } from "./schema.ts";

const wards = [
  { key: "aoba", label: "青葉区" },
  { key: "izumi", label: "泉区" },
];
const questions: Question[] = [
  { key: "ward", kind: "single", label: "お住まいの区", required: true, choices: wards },
  {
    key: "interests",
    kind: "multiple",
    label: "関心",
    choices: [
      { key: "kids", label: "子育て" },
      { key: "bear", label: "クマ" },
    ],
  },
  { key: "topics", kind: "grid", label: "知りたい情報", rows: [{ key: "crime", label: "防犯" }], columns: wards },
  {
    key: "born",
    kind: "number",
    label: "お子さんの生まれた年",
    min: 2000,
    max: 2030,
    required: true,
    showIf: { question: "interests", anyOf: ["kids"] },
  },
  { key: "note", kind: "text", label: "ひとこと" },
];

function issuesOf(answers: unknown) {
  try {
    checkAnswers(questions, answers);
    return [];
  } catch (error) {
    return (error as Invalid).issues.map((issue) => issue.path.join("."));
  }
}

it("a form names each key that stands twice, of questions and of choices", () => {
  const [ward, ...others] = questions;
  const twice = [ward, { ...ward, choices: [...wards, wards[0]] }, ...others];
  const paths = (() => {
    try {
      return checkForm(twice);
    } catch (error) {
      return (error as Invalid).issues.map((issue) => issue.path.join("."));
    }
  })();
  expect(paths).toEqual(["1.key", "1.choices.2.key"]);
});

describe("a resident's answers", () => {
  it("may be left out whatever the question is called", () => {
    expect(checkAnswers([{ key: "constructor", kind: "text", label: "建設業の方へ" }], {})).toEqual({});
  });

  it("out of range are told in whole sentences", () => {
    const refused = (range: object, born: number) => {
      const question: Question = { key: "born", kind: "number", label: "年", ...range };
      return expect(() => checkAnswers([question], { born }));
    };
    refused({ min: 2000 }, 1).toThrow("2000以上の数を入力してください。");
    refused({ max: 2000 }, 3000).toThrow("2000以下の数を入力してください。");
    refused({ min: 1, max: 2 }, 3).toThrow("1から2までの数を入力してください。");
  });

  it("are kept as given, without doubles and empty parts", () => {
    const answers = { ward: "aoba", interests: ["bear", "bear"], topics: { crime: ["izumi", "aoba"] }, note: "" };
    expect(checkAnswers(questions, answers)).toEqual({
      ward: "aoba",
      interests: ["bear"],
      topics: { crime: ["izumi", "aoba"] },
    });
  });

  it("must answer what is required, but not what is not asked", () => {
    expect(issuesOf({})).toEqual(["answers.ward"]);
    expect(issuesOf({ ward: "aoba", interests: ["kids"] })).toEqual(["answers.born"]);
    expect(issuesOf({ ward: "aoba", interests: ["bear"] })).toEqual([]);
  });

  it("drop answers to questions that are not asked", () => {
    expect(checkAnswers(questions, { ward: "aoba", born: 2019 })).toEqual({ ward: "aoba" });
  });

  it.each([
    [{ ward: "nowhere" }, "answers.ward.nowhere"],
    [{ ward: "aoba", secret: "x" }, "answers.secret"],
    [{ ward: "aoba", topics: { bread: ["aoba"] } }, "answers.topics.bread"],
    [{ ward: "aoba", topics: { crime: ["mars"] } }, "answers.topics.crime.mars"],
    [{ ward: ["aoba"] }, "answers.ward"],
    [{ ward: "aoba", interests: "bear" }, "answers.interests"],
    [{ ward: "aoba", interests: ["kids"], born: 1999 }, "answers.born"],
  ])("refuse %j and name the key", (answers, path) => {
    expect(issuesOf(answers)).toEqual([path]);
  });

  it.each([null, undefined, "x", 3, [], { ward: { deep: 1 } }])("refuse %j as not being answers at all", (input) => {
    expect(() => checkAnswers(questions, input)).toThrow(Invalid);
  });

  it("are not confused by names of Object's own", () => {
    expect(issuesOf(JSON.parse('{"ward":"aoba","constructor":"x","__proto__":["y"]}'))).toContain(
      "answers.constructor",
    );
  });
});
