import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Step } from "./schema.ts";
import { applySteps, composeText } from "./steps.ts";

const mail = {
  subject: "【みやぎSecurityメール】不審者情報",
  body: "エリア：青葉区\n本文です。\n---\n広告\n---\n続き\n配信停止はこちら",
};

function sent(steps: Step[], text = mail): string {
  return composeText(applySteps(steps, text));
}

describe("text steps", () => {
  const cases: [name: string, steps: Step[], expected: string][] = [
    ["cutFrom", [{ on: "body", do: "cutFrom", text: "本文" }], "【みやぎSecurityメール】不審者情報\n\nエリア：青葉区"],
    [
      "cutBetween",
      [
        { on: "body", do: "cutBetween", text: "---\n", to: "---\n" },
        { on: "subject", do: "cutBetween", text: "【", to: "】" },
      ],
      "不審者情報\n\nエリア：青葉区\n本文です。\n続き\n配信停止はこちら",
    ],
    [
      "remove, width and case folded",
      [
        { on: "subject", do: "remove", text: "【みやぎ ｓｅｃｕｒｉｔｙ ﾒｰﾙ】" },
        { on: "body", do: "cutFrom", text: "エリア" },
      ],
      "不審者情報",
    ],
    [
      "replace",
      [
        { on: "message", do: "replace", text: "不審者", with: "あやしい人" },
        { on: "body", do: "cutFrom", text: "本文" },
      ],
      "【みやぎSecurityメール】あやしい人情報\n\nエリア：青葉区",
    ],
    [
      "cut from the subject into the body",
      [
        { on: "message", do: "cutBetween", text: "不審者", to: "エリア：" },
        { on: "body", do: "cutFrom", text: "本文" },
      ],
      "【みやぎSecurityメール】\n\n青葉区",
    ],
    [
      "lines before and after, in the order of the steps",
      [
        { on: "message", do: "addBefore", text: "一" },
        { on: "message", do: "addBefore", text: "二" },
        { on: "message", do: "addAfter", text: "三" },
        { on: "body", do: "cutFrom", text: "本文" },
        { on: "body", do: "addAfter", text: "下" },
        { on: "subject", do: "addBefore", text: "★" },
      ],
      "一\n二\n★【みやぎSecurityメール】不審者情報\n\nエリア：青葉区\n\n下\n\n三",
    ],
    [
      "collapseBlankLines, once the cuts have left them; single ones stay",
      [
        { on: "body", do: "replace", text: "---\n広告\n---\n", with: "\n　\n\n" },
        { on: "body", do: "replace", text: "エリア", with: "\nエリア" },
        { on: "message", do: "collapseBlankLines" },
      ],
      "【みやぎSecurityメール】不審者情報\n\nエリア：青葉区\n本文です。\n\n続き\n配信停止はこちら",
    ],
  ];
  it.each(cases)("%s", (_, steps, expected) => {
    expect(sent(steps)).toBe(expected);
  });

  it("leaves everything as it was when a phrase or the end of a range is missing, and says so", () => {
    const steps: Step[] = [
      { on: "body", do: "cutFrom", text: "ない語句" },
      { on: "message", do: "cutBetween", text: "本文", to: "ない語句" },
      { on: "subject", do: "replace", text: "本文", with: "x" },
    ];
    expect(sent(steps)).toBe(`${mail.subject}\n\n${mail.body}`);
    expect(applySteps(steps, mail).trace.map((each) => each.outcome)).toEqual(["変更なし", "変更なし", "変更なし"]);
  });

  it("collapses blank lines without losing a letter, and a second time changes nothing", () => {
    const lines = fc.string({ unit: fc.constantFrom("あ", "b", " ", "　", "\n", "\n\n\n") });
    const steps: Step[] = [{ on: "body", do: "collapseBlankLines" }];
    fc.assert(
      fc.property(lines, (body) => {
        const once = sent(steps, { subject: "", body });
        expect(once.replace(/\s/g, "")).toBe(body.replace(/\s/g, ""));
        expect(once).not.toMatch(/\n[^\S\n]*\n[^\S\n]*\n/);
        expect(sent(steps, { subject: "", body: once })).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it("never cuts half of a letter: 株 is not in ㈱", () => {
    expect(sent([{ on: "body", do: "remove", text: "株" }], { subject: "", body: "㈱回覧 株式" })).toBe("㈱回覧 式");
  });

  const letters = fc.string({ unit: fc.constantFrom(..."あアｱｶ㈱①Aａ1 　\n—【】", "ｶﾞ", "か\u3099") });
  it("loses nothing outside the cut", () => {
    fc.assert(
      fc.property(letters, letters, letters, (start, end, phrase) => {
        const marked = { subject: "", body: `${start}◆${phrase}◇${end}` };
        expect(sent([{ on: "body", do: "cutBetween", text: "◆", to: "◇" }], marked)).toBe(trimmed(start + end));
        expect(sent([{ on: "message", do: "cutFrom", text: "◆" }], marked)).toBe(trimmed(start));
      }),
      { numRuns: 500 },
    );
  });
});

function trimmed(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}
