import { describe, expect, it } from "vitest";
import { checkMessages } from "./check.ts";

const text = { type: "text", text: "こんにちは" };
const tap = (label: string) => ({ type: "message", label, text: "はい" });
const buttons = (template: object) => ({
  type: "template",
  altText: "案内",
  template: { type: "buttons", text: "選んでください", actions: [tap("はい")], ...template },
});
const bubble = (...contents: object[]) => ({ type: "bubble", body: { type: "box", layout: "vertical", contents } });
const flex = (contents: object) => ({ type: "flex", altText: "案内", contents });

function refusal(...messages: unknown[]) {
  return checkMessages(messages)?.details?.map(({ property, message }) => `${property}: ${message}`);
}

describe("messages", () => {
  it.each([
    ["text", text],
    ["text with an emoji", { type: "text", text: "$", emojis: [{ index: 0, productId: "5ac1", emojiId: "001" }] }],
    ["image", { type: "image", originalContentUrl: "https://a.jp/a.jpg", previewImageUrl: "https://a.jp/b.jpg" }],
    ["buttons", buttons({})],
    ["sticker", { type: "sticker", packageId: "446", stickerId: "1988" }],
    ["location", { type: "location", title: "避難所", address: "青葉区", latitude: 38.2, longitude: 140.8 }],
    ["flex", flex(bubble({ type: "text", text: "見出し", size: "18px" }, { type: "separator", margin: "md" }))],
    ["flex carousel", flex({ type: "carousel", contents: [bubble(), bubble()] })],
    ["a phone number", buttons({ actions: [{ type: "uri", label: "電話", uri: "tel:0222611111" }] })],
    [
      "imagemap",
      {
        ...{ type: "imagemap", baseUrl: "https://a.jp/map", altText: "地図", baseSize: { width: 1040, height: 700 } },
        actions: [{ type: "uri", linkUri: "https://a.jp/", area: { x: 0, y: 0, width: 520, height: 700 } }],
      },
    ],
  ])("accepts %s", (_, message) => {
    expect(checkMessages([message])).toBeUndefined();
  });

  it("takes one to five", () => {
    expect(refusal()).toEqual(["messages: Size must be between 1 and 5"]);
    expect(refusal(...Array(6).fill(text))).toEqual(["messages: Size must be between 1 and 5"]);
    expect(checkMessages(Array(5).fill(text))).toBeUndefined();
  });

  it("answers in LINE's form and names the place", () => {
    expect(checkMessages([{ type: "text", text: "" }, { type: "fax" }])).toEqual({
      message: "The request body has 2 error(s)",
      details: [
        { message: "May not be empty", property: "messages[0].text" },
        {
          message: expect.stringContaining("Must be one of the following values: [text,"),
          property: "messages[1].type",
        },
      ],
    });
  });

  it("counts text in UTF-16 units", () => {
    expect(checkMessages([{ type: "text", text: "😀".repeat(2500) }])).toBeUndefined();
    expect(refusal({ type: "text", text: "😀".repeat(2501) })).toEqual([
      "messages[0].text: Length must be between 0 and 5000",
    ]);
  });

  it("counts labels in grapheme clusters", () => {
    expect(checkMessages([buttons({ actions: [tap("👨‍👩‍👧".repeat(20))] })])).toBeUndefined();
    expect(refusal(buttons({ actions: [tap("あ".repeat(21))] }))).toEqual([
      "messages[0].template.actions[0].label: Length must be between 0 and 20",
    ]);
  });

  it.each([
    ["ftp", "ftp://a.jp/", "invalid uri scheme"],
    ["raw Japanese", "https://a.jp/避難所", "invalid uri"],
    ["a space", "https://a.jp/a b", "invalid uri"],
    ["javascript", "javascript:alert(1)", "invalid uri scheme"],
  ])("refuses a link with %s", (_, uri, reason) => {
    const refused = refusal(buttons({ actions: [{ type: "uri", label: "開く", uri }] }));
    expect(refused?.[0]).toBe(`messages[0].template.actions[0].uri: ${reason}`);
  });

  it("shortens a button text under a title or picture", () => {
    const long = { text: "あ".repeat(61) };
    expect(checkMessages([buttons(long)])).toBeUndefined();
    expect(refusal(buttons({ ...long, title: "題" }))).toEqual([
      "messages[0].template.text: Length must be between 0 and 60",
    ]);
  });

  it("wants the same number of actions in all columns", () => {
    const columns = [
      { text: "一", actions: [tap("a")] },
      { text: "二", actions: [tap("a"), tap("b")] },
    ];
    const message = { type: "template", altText: "案内", template: { type: "carousel", columns } };
    expect(refusal(message)?.[0]).toContain("columns[1].actions");
  });

  it("takes 13 quick replies with labels, and a sender who is not LINE", () => {
    const items = Array(14).fill({ type: "action", action: { type: "camera", label: "写真" } });
    expect(checkMessages([{ ...text, quickReply: { items: items.slice(0, 13) } }])).toBeUndefined();
    expect(refusal({ ...text, quickReply: { items } })?.[0]).toContain("quickReply.items: Size");
    expect(refusal({ ...text, sender: { name: "LINE公式" } })?.[0]).toContain("sender.name");
    expect(refusal(buttons({ actions: [{ type: "camera", label: "写真" }] }))?.[0]).toContain("actions[0].type");
  });

  it("names places in flex as pointers, unknown fields too", () => {
    const message = flex(bubble({ type: "text", text: "" }, { type: "separator", colour: "#ffffff" }));
    expect(checkMessages([text, message])).toEqual({
      message: "A message (messages[1]) in the request body is invalid",
      details: [
        { message: "must be non-empty text", property: "/body/contents/0/text" },
        { message: "unknown field", property: "/body/contents/1/colour" },
      ],
    });
  });

  it("keeps flex small", () => {
    const big = bubble({ type: "text", text: "あ".repeat(10_300) });
    const third = bubble({ type: "text", text: "あ".repeat(6000) });
    expect(refusal(flex(big))?.[0]).toContain("30 KB");
    expect(refusal(flex({ type: "carousel", contents: [third, third, third] }))?.[0]).toContain("50 KB");
    expect(refusal(flex({ type: "carousel", contents: Array(13).fill(bubble()) }))?.[0]).toContain("between 1 and 12");
    expect(refusal(flex({ type: "bubble" }))?.[0]).toContain("at least one block");
  });

  it("wants picture bases without extension and 1040 wide", () => {
    const base = { type: "imagemap", altText: "地図", actions: [] };
    const refused = refusal({ ...base, baseUrl: "https://a.jp/a.png", baseSize: { width: 1024, height: 700 } });
    expect(refused).toEqual([
      "messages[0].baseUrl: Must not have an image extension",
      "messages[0].baseSize.width: Must be 1040",
    ]);
  });
});
