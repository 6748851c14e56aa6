import { expect, it } from "vitest";
import { allLabel, toggled } from "./toggled.ts";

it("keeps the order of the choices", () => {
  expect(toggled(["a", "b", "c"], ["c"], "a")).toEqual(["a", "c"]);
  expect(toggled(["a", "b", "c"], ["a", "c"], "a")).toEqual(["c"]);
});

it("speaks of the whole city only where the columns are its parts", () => {
  expect(allLabel([{ label: "青葉区" }, { label: "泉区" }])).toBe("市内全域");
  expect(allLabel([{ label: "朝" }, { label: "夜" }])).toBe("すべて");
});
