import fc from "fast-check";
import { expect, test } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import { Rule } from "#lib/segments/schema.ts";
import { draftOf, emptyCondition, type Group, registration } from "./draft.ts";
import { askedAbout, changePart, removePart, withCondition, withGroup } from "./draft-changes.ts";
import { missingIn, ruleOfDraft } from "./draft-rule.ts";

const wards = ["aoba", "izumi"].map((key) => ({ key, label: key }));
const questions: Question[] = [
  { key: "ward", kind: "single", label: "区", choices: wards },
  { key: "topics", kind: "grid", label: "情報", rows: [{ key: "crime", label: "防犯" }], columns: wards },
  { key: "born", kind: "number", label: "年" },
  { key: "words", kind: "text", label: "自由" },
];
const aoba: Rule = { question: "ward", anyOf: ["aoba"] };
const crime: Rule = { question: "topics", row: "crime", anyOf: ["izumi"] };
const born: Rule = { question: "born", from: 1990 };

const leaf = fc.constantFrom<Rule>(aoba, crime, born, { registered: true }, { question: "topics", anyOf: ["aoba"] });
const condition = fc.oneof(
  leaf,
  leaf.map((rule): Rule => ({ not: rule })),
);
const groupOf = (part: fc.Arbitrary<Rule>) => {
  const parts = fc.array(part, { minLength: 2, maxLength: 4 });
  return fc.oneof(
    parts.map((all): Rule => ({ all })),
    parts.map((any): Rule => ({ any })),
    parts.map((any): Rule => ({ not: { any } })),
  );
};
const shown = fc.oneof(condition, groupOf(fc.oneof(condition, groupOf(condition))));

test("what the builder shows is saved as it was read", () => {
  fc.assert(
    fc.property(shown, (rule) => {
      const draft = draftOf(rule, questions);
      expect(draft).not.toBeNull();
      expect(missingIn(draft!, questions)).toEqual({});
      expect(ruleOfDraft(draft!, questions)).toEqual(rule);
    }),
  );
});

test("what was clicked together is shown again", () => {
  const modes = fc.constantFrom<Group["mode"]>("all", "any", "none");
  const chosen = fc.boolean().map((isNot) => ({ ...emptyCondition("c", "ward"), anyOf: ["aoba"], isNot }));
  const grouped = <Part extends Group["parts"][number]>(part: fc.Arbitrary<Part>) =>
    fc.record({ id: fc.constant("g"), mode: modes, parts: fc.array(part, { minLength: 1, maxLength: 3 }) });
  fc.assert(
    fc.property(grouped(fc.oneof(chosen, grouped(chosen))), (draft) => {
      const rule = ruleOfDraft(draft, questions);
      expect(Rule.safeParse(rule).success).toBe(true);
      expect(ruleOfDraft(draftOf(rule!, questions)!, questions)).toEqual(rule);
    }),
  );
});

test.each<[string, Rule]>([
  ["groups in groups in groups", { all: [{ any: [{ all: [aoba, born] }, crime] }, born] }],
  ["everything but a whole group", { not: { all: [aoba, crime] } }],
  ["not not", { not: { not: aoba } }],
  ["everyone", { all: [] }],
  ["an empty group in a group", { all: [aoba, { all: [] }] }],
  ["a question that is gone", { question: "gone", anyOf: ["x"] }],
  ["a row where there are none", { question: "ward", row: "crime", anyOf: ["aoba"] }],
  ["a question that changed its kind", { question: "words", anyOf: ["x"] }],
])("%s is more than the builder shows", (_, rule) => {
  expect(Rule.safeParse(rule).success).toBe(true);
  expect(draftOf(rule, questions)).toBeNull();
});

const empty: Group = { id: "part", mode: "all", parts: [] };

test.each<[Partial<ReturnType<typeof emptyCondition>>, string]>([
  [{}, "項目を選んでください。"],
  [{ about: "ward" }, "選択肢を1つ以上選んでください。"],
  [{ about: "born" }, "「以上」か「以下」に数を入力してください。"],
  [{ about: "born", from: "むかし" }, "数字で入力してください。"],
  [{ about: "born", from: "3", to: "1" }, "「以上」は「以下」より小さい数にしてください。"],
])("%j says what is missing, and makes no rule", (chosen, words) => {
  const group = { ...empty, parts: [{ ...emptyCondition("a"), ...chosen }] };
  expect(missingIn(group, questions)).toEqual({ a: words });
  expect(ruleOfDraft(group, questions)).toBeNull();
});

test("numbers may be typed in full width", () => {
  const group = { ...empty, parts: [{ ...emptyCondition("a", "born"), from: "２０１９" }] };
  expect(ruleOfDraft(group, questions)).toEqual({ question: "born", from: 2019 });
});

test("clicks add, change and remove, also inside a group", () => {
  let draft = withGroup(withCondition(empty));
  const [first, inner] = draft.parts as [ReturnType<typeof emptyCondition>, Group];
  expect(missingIn(draft, questions)).toEqual({
    [first.id]: "項目を選んでください。",
    [inner.parts[0]!.id]: "項目を選んでください。",
  });
  draft = changePart(draft, { ...emptyCondition(first.id, "ward"), anyOf: ["aoba"], isNot: true });
  draft = changePart(draft, emptyCondition(inner.parts[0]!.id, registration));
  expect(ruleOfDraft(draft, questions)).toEqual({ all: [{ not: aoba }, { registered: true }] });
  draft = changePart(draft, { ...draft, mode: "none" });
  expect(ruleOfDraft(removePart(draft, inner.id), questions)).toEqual({ not: { any: [{ not: aoba }] } });
  expect(missingIn(removePart(draft, inner.parts[0]!.id), questions)).toEqual({
    [inner.id]: "条件を1つ以上追加してください。",
  });
});

test("another question forgets what was chosen for the one before", () => {
  const before = { ...emptyCondition("a", "ward"), anyOf: ["aoba"], isNot: true };
  expect(askedAbout(before, "born")).toEqual({ ...emptyCondition("a", "born"), isNot: true });
});
