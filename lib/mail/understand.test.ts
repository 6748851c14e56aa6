import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { readMail } from "./read.ts";
import { MailRule } from "./schema.ts";
import { understand } from "./understand.ts";

const rule = {
  key: "all",
  name: "すべて",
  when: { field: "body", matches: "(a+)+$|本文" },
  audience: { kind: "everyone" },
};
const book = { rules: [MailRule.parse(rule)], everywhere: [], cityName: "仙台市", questions: [] };
const head = "From: a@city.example\r\nDate: Sat, 21 Nov 2026 13:00:00 +0900\r\nSubject: x\r\n";
const plain = `${head}Content-Type: text/plain; charset=utf-8\r\n\r\n本文\r\n`;
const attached = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n本文\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n${"x".repeat(200_000)}\r\n--b--`;

describe("understanding a mail", () => {
  it.each([
    ["small", plain],
    ["large", attached],
  ])("a %s one is read and decided on alike", async (_, text) => {
    const raw = Buffer.from(text);
    const { read, decision, contentHash } = await understand(raw, {}, book);
    expect(read).toEqual(await readMail(raw));
    expect(decision).toMatchObject({ state: "forward", rule: "all", text: "x\n\n本文" });
    expect(contentHash).toHaveLength(64);
  });

  it("nothing stands still while large ones are read, not even with a pattern that runs away", async () => {
    const hostile = Buffer.from(`${head}\r\n${"a".repeat(9_000_000)}!`);
    let turns = 0;
    let done = false;
    const reading = Promise.all([hostile, hostile].map((raw) => understand(raw, {}, book))).finally(() => {
      done = true;
    });
    while (!done) {
      await nextTurn();
      turns++;
    }
    expect((await reading).map(({ decision }) => decision.state)).not.toContain("forward");
    expect(turns).toBeGreaterThan(100);
  });
});
