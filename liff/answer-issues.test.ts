import { expect, it } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import { issuesOf } from "./answer-issues.ts";

const year: Question = { key: "year", kind: "number", label: "年", min: 2000, max: 2050, required: true };

it("asks for what is required", () => {
  expect(issuesOf([year], {})).toEqual([{ path: ["answers", "year"], message: "数字を書いてください。" }]);
  expect(issuesOf([{ ...year, required: false }], {})).toEqual([]);
});

it("names the limits of a number", () => {
  expect(issuesOf([year], { year: 1999 })[0]?.message).toBe("2000から2050までの数字を書いてください。");
  expect(issuesOf([year], { year: "来年" })[0]?.message).toBe("数字で書いてください。");
  expect(issuesOf([year], { year: 2050 })).toEqual([]);
  expect(issuesOf([{ ...year, max: undefined }], { year: 1 })[0]?.message).toBe("2000より小さい数字は使えません。");
});

it("stops a text that is too long", () => {
  const note: Question = { key: "note", kind: "text", label: "メモ" };
  expect(issuesOf([note], { note: "あ".repeat(1001) })).toHaveLength(1);
});
