import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { readMail } from "./read.ts";
import { MailRule } from "./schema.ts";
import { fillTemplate } from "./template.ts";

const text = { subject: "不審者", body: "本文です。" };
const mail = { subject: "【県警】不審者", body: "エリア：青葉区\n日時：ＰＭ３時 頃\n手口：{件名}を見せる" };
const fill = (template: string) => fillTemplate(template, text, mail);

describe("a template", () => {
  it("puts in subject and body as the steps left them, and values of labels in the mail's own letters", () => {
    expect(fill("【防犯】{件名}\n{ エリア }で{日時}\n\n{本文}")).toEqual({
      filled: "【防犯】不審者\n青葉区でＰＭ３時 頃\n\n本文です。",
      missing: [],
    });
  });

  it("never reads what a mail says as a placeholder, and writes doubled braces as one", () => {
    expect(fill("{手口}／{{件名}}").filled).toBe("{件名}を見せる／{件名}");
  });

  it("names the values that a mail does not have, and holds the mail", async () => {
    expect(fill("{しめい}と{しめい}と{エリア}").missing).toEqual(["しめい"]);
    const rule = MailRule.parse({
      ...{ key: "a", name: "防犯", when: { field: "from", contains: "@" }, audience: { kind: "everyone" } },
      template: "{しめい}：{本文}",
    });
    const read = await readMail(Buffer.from("From: a@b.example\r\nSubject: x\r\n\r\nhello"));
    const book = { rules: [rule], everywhere: [], cityName: "仙台市", questions: [] };
    expect(decide(read, {}, book)).toMatchObject({
      state: "hold",
      reason: "ひな形の {しめい} に入れる値がメールにありません。",
      text: "：hello",
    });
  });

  it.each(["{", "}", "{}", "{ }", "前{本文", "{{件名}"])("%s is refused in words", (template) => {
    const { success, error } = MailRule.shape.template.safeParse(template);
    expect(success).toBe(false);
    expect(error!.issues[0]!.message).toContain("ひな形の { }");
  });
});
