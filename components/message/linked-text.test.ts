import { describe, expect, it } from "vitest";
import { splitLinks, substitute } from "./linked-text.ts";

describe("links in a text", () => {
  it("ends an address where Japanese begins", () => {
    expect(splitLinks("詳しくはhttps://example.jp/a?b=1をご覧ください。")).toEqual([
      { text: "詳しくは" },
      { text: "https://example.jp/a?b=1", uri: "https://example.jp/a?b=1" },
      { text: "をご覧ください。" },
    ]);
  });

  it("leaves the full stop and the closing bracket of the sentence outside", () => {
    expect(splitLinks("(https://example.jp/)").map((part) => part.uri)).toEqual([
      undefined,
      "https://example.jp/",
      undefined,
    ]);
    expect(splitLinks("see https://example.jp/.")[1]?.uri).toBe("https://example.jp/");
  });

  it("loses no letter", () => {
    const text = "a http://x.jp b https://y.jp/あ line://nv/chat";
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});

describe("textV2", () => {
  it("fills in known keys, keeps unknown ones and unescapes braces", () => {
    const text = substitute("{user} {{そのまま}} {x}", { user: { type: "mention" } });
    expect(text).toBe("@メンション {そのまま} {x}");
  });
});
