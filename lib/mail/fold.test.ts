import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPhrase, fold, foldText } from "./fold.ts";

describe("folding", () => {
  it.each([
    ["みやぎ　Ｓｅｃｕｒｉｔｙ メール", "みやぎsecurityﾒｰﾙ"],
    ["ｶﾞｽ漏れ", "ガス漏れ"],
    ["１０：３０～１１：００", "10:30〜11:00"],
    ["青葉区−１", "青葉区-1"],
  ])("%s is %s", (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it("leads back to the original letters", () => {
    const found = findPhrase(fold("本日 ｶﾞ ス漏れ、ガス漏れ"), "ガス漏れ");
    expect(found.map(({ start, end }) => "本日 ｶﾞ ス漏れ、ガス漏れ".slice(start, end))).toEqual([
      "ｶﾞ ス漏れ",
      "ガス漏れ",
    ]);
  });

  it("finds every whole piece of a text in it, and what it finds folds to the phrase", () => {
    const unit = fc.constantFrom(..."あアｱｶﾞ㈱①Aａß1 　\n〜～-", "𠮷", "👨‍👩‍👧", "か\u3099");
    fc.assert(
      fc.property(fc.string({ unit }), fc.string({ unit, minLength: 1 }), fc.string({ unit }), (head, phrase, tail) => {
        const text = `${head}◆${phrase}◆${tail}`;
        const found = findPhrase(fold(text), `◆${phrase}◆`);
        expect(found.length).toBeGreaterThan(0);
        for (const { start, end } of found) expect(foldText(text.slice(start, end))).toBe(foldText(`◆${phrase}◆`));
      }),
      { numRuns: 1000 },
    );
  });
});
