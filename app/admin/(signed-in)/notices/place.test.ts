import { expect, test } from "vitest";
import { placeOf } from "./place.ts";

const id = "0b9c1a7e-1f9b-4a53-8f0e-2f5a2f1e9c11";

test.each([
  [`broadcast.late:${id}`, `/admin/broadcasts/${id}`],
  [`broadcast.expired:${id}`, `/admin/broadcasts/${id}/deliveries?status=expired`],
  ["broadcast.expired:../../x", "/admin/broadcasts"],
  ["line.quota", "/admin/broadcasts?status=paused"],
  ["mail.held:県警:青葉", "/admin/mails/held"],
  ["mail.stuck", "/admin/mails"],
])("%s is acted on at %s", (cause, href) => {
  expect(placeOf(cause)?.href).toBe(href);
});

test("a cause that names no place leads nowhere", () => {
  expect(placeOf("disk.full")).toBeNull();
});
