import { expect, it } from "vitest";
import { withoutData } from "./log.ts";

it("tells of a failed query what went wrong, and nothing of whom it was about", () => {
  const cause = Object.assign(new Error("deadlock detected"), { code: "40P01" });
  const failed = new Error("Failed query: insert into followers\nparams: U1234,{1,2}", { cause });
  const told = JSON.stringify(withoutData(failed));
  expect(told).toContain("deadlock");
  expect(told).toContain("40P01");
  expect(told).not.toContain("U1234");
});

it("can be told anything", () => {
  expect(withoutData("text").message).toBe("not an error");
  expect(withoutData(new Error("a\nb")).message).toBe("a");
});
