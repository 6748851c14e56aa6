import { expect, test } from "vitest";
import { localPath } from "./local-path.ts";

test("after signing in a member of staff is back where they wanted to go", () => {
  expect(localPath("/admin/broadcasts?status=draft")).toBe("/admin/broadcasts?status=draft");
});

test.each([
  "https://evil.example/admin",
  "//evil.example",
  "/\\evil.example",
  "/admin/../x",
  "/adminx",
  "/",
  undefined,
])("%s leads nowhere but home", (wanted) => {
  expect(localPath(wanted)).toBe("/admin");
});

test("the door does not lead to the door", () => {
  expect(localPath("/admin/sign-in?next=/admin")).toBe("/admin");
});
