import { describe, expect, it } from "vitest";
import type { DraftQuestion } from "#lib/form/schema.ts";
import { active, backAgain, mergeChoice, moved, shifted, withChoices, withoutQuestion, withQuestion } from "./edit.ts";

const wards = ["aoba", "izumi", "taihaku"].map((key, n) => ({ key, label: ["青葉区", "泉区", "太白区"][n]! }));
const ward: DraftQuestion = { key: "ward", kind: "single", label: "区", choices: wards };
const note: DraftQuestion = {
  key: "note",
  kind: "text",
  label: "メモ",
  showIf: { question: "ward", anyOf: ["izumi", "aoba"] },
};
const old: DraftQuestion = { key: "q3", kind: "text", label: "昔", retired: true };

describe("keys are made by us", () => {
  it.each([
    ["お子さん", "q4"],
    ["LINE Pay", "line-pay"],
    ["Ｗａｒｄ", "q4"],
    ["note", "q4"],
  ])("for %s: %s, never one that was ever used", (label, key) => {
    const before = [{ ...ward, key: "ward" }, note, old];
    expect(withQuestion(before, label, "text").key).toBe(key);
  });

  it("a name that the form knows has its key there, a second one of the same list none", () => {
    const grid: DraftQuestion = { key: "topics", kind: "grid", label: "情報", rows: [], columns: [] };
    const filled = withChoices([ward, grid], grid, "columns", "青葉区\n\n 青葉区 \n宮城野区\n");
    expect(filled.columns).toEqual([
      { key: "aoba", label: "青葉区" },
      { key: "c2", label: "宮城野区" },
    ]);
  });
});

describe("the order", () => {
  const keys = (questions: { key: string }[]) => questions.map(({ key }) => key).join(" ");
  it("changes among what is asked; what is retired stands behind", () => {
    expect(keys(moved([ward, old, note], { ids: ["note"], to: "ward", position: "before" }))).toBe("note ward q3");
    expect(keys(shifted(wards, "aoba", 1))).toBe("izumi aoba taihaku");
    expect(keys(shifted(wards, "aoba", -1))).toBe("aoba izumi taihaku");
    expect(keys(withQuestion([ward, note, old], "新しい", "text").questions)).toBe("ward note q4 q3");
  });
});

describe("what goes", () => {
  it("is retired once it was published and can come back; a mere draft is gone", () => {
    const gone = withoutQuestion([ward, note], "ward", true);
    expect(active(gone)).toEqual([note]);
    expect(active(backAgain(gone, "ward"))).toHaveLength(2);
    expect(withoutQuestion([ward, note], "note", false)).toEqual([ward]);
  });

  it("into another takes the conditions along", () => {
    const [merged, asked] = mergeChoice([ward, note], ward, "choices", { key: "izumi", into: "aoba" });
    expect(active(merged!.choices).map(({ key }) => key)).toEqual(["aoba", "taihaku"]);
    expect(asked!.showIf).toEqual({ question: "ward", anyOf: ["aoba"] });
  });
});
