import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idOfOpaque, opaqueOf } from "./opaque.ts";
import { withReason } from "./schema.ts";

const text = (length: number) => ({ type: "text", text: "あ".repeat(length) });
const picture = { type: "image", originalContentUrl: "https://x", previewImageUrl: "https://x" };
const reason = "登録に基づいてお届けしています。";

describe("why it came", () => {
  it("stands at the end of the last text", () => {
    expect(withReason([picture, { type: "text", text: "断水" }], reason)).toEqual([
      picture,
      { type: "text", text: `断水\n\n――――――\n${reason}` },
    ]);
  });

  it("is a message of its own after a picture or a full text, and quick replies stay last", () => {
    const quickReply = { items: [] };
    expect(withReason([{ ...picture, quickReply }], reason)).toEqual([
      picture,
      { type: "text", text: reason, quickReply },
    ]);
    expect(withReason([text(5000)], reason)).toEqual([text(5000), { type: "text", text: reason }]);
  });

  it("goes to an earlier text when five messages leave no other place, and nowhere when there is none", () => {
    const five = [{ type: "text", text: "断水" }, picture, picture, picture, picture];
    expect((withReason(five, reason)![0] as { text: string }).text).toContain(reason);
    expect(withReason(Array(5).fill(picture), reason)).toBeNull();
  });

  it("never breaks LINE's limits and never loses a word", () => {
    const message = fc.oneof(fc.constant(picture), fc.integer({ min: 1, max: 5000 }).map(text));
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), (messages) => {
        const said = withReason(messages, reason) as { text?: string }[] | null;
        if (!said) return;
        expect(said.length).toBeLessThanOrEqual(5);
        expect(said.every((one) => (one.text ?? "").length <= 5000)).toBe(true);
        expect(JSON.stringify(said)).toContain(reason);
        messages.forEach((one, index) => {
          if ("text" in one) expect(said[index]!.text!.startsWith(one.text)).toBe(true);
        });
      }),
    );
  });
});

describe("a broadcast's id in a link", () => {
  it("comes back, and is always written the same", () => {
    const id = "3f0e8a52-9c1b-4d6e-8f00-0123456789ab";
    expect(idOfOpaque(opaqueOf(id))).toBe(id);
    expect(opaqueOf(id)).toBe(opaqueOf(id));
    expect(opaqueOf(id)).not.toContain("3f0e8a52");
    expect(idOfOpaque("abc")).toBeNull();
  });
});
