import { describe, expect, it } from "vitest";
import { dateIn } from "./dates.ts";

const moment = "2026-11-21T04:08:00.000Z";

describe("the moment that a Date field names", () => {
  it.each([
    "Sat, 21 Nov 2026 13:08:00 +0900 (JST)",
    "Sat, 21 Nov 2026 13:08:00 jst",
    "Sat, 21 Nov 2026 13:08:00",
    "21 Nov 26 04:08 GMT",
    "Sat, 21 Nov 2026 04:08:00 -0000",
    "2026-11-21T13:08:00+09:00",
    "2026-11-21T04:08:00Z",
    "2026/11/21 13:08:00",
    "2026/11/21 (土) 13:08",
    "2026年11月21日 13時08分",
    "Ｓａｔ， ２１ Ｎｏｖ ２０２６ １３:０８:００ +0900",
  ])("%s", (field) => {
    expect(dateIn(field)?.toISOString()).toBe(moment);
  });

  it.each(["", "きのう", "99 Foo 2026", "Sat, 21 Nov 99999 10:00:00 +0900", "Sat, 21 Nov 2026 13:08:00 Asia/Tokyo"])(
    "%j names none",
    (field) => {
      expect(dateIn(field)).toBeNull();
    },
  );
});
