import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MailRule } from "#lib/mail/schema.ts";
import { type ChangedMail, type Outcome, outcomeParts } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { changedLines, consequencesOf } from "./outcome-words.ts";
import { ruleWords } from "./rule-words.ts";

const profile = JSON.parse(readFileSync("profiles/sendai.json", "utf8"));
const words = { questions: profile.questions, segments: [] } as Vocabulary;
const izumi = { kind: "rule", rule: { question: "topics", row: "crime", anyOf: ["izumi"] } } as const;
const sent: Outcome = { state: "forward", rule: "crime", text: "a", audience: { kind: "everyone" } };
const unmatched: Outcome = { state: "unmatched", rule: null, text: null, audience: null };

function changed(before: Outcome, after: Outcome): ChangedMail {
  const differs = outcomeParts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
  return { id: crypto.randomUUID(), subject: "x", receivedAt: new Date(), before, after, differs };
}

describe("what a change would do", () => {
  it("is said in sentences, what residents would miss first", () => {
    const mails = [
      changed(sent, { ...sent, text: "b" }),
      changed(sent, { ...sent, rule: "other" }),
      changed(sent, { ...sent, audience: izumi }),
      changed(sent, { ...sent, audience: izumi, text: "b" }),
      changed(unmatched, { ...sent, audience: izumi }),
      ...Array.from({ length: 7 }, () => changed(sent, unmatched)),
      changed(sent, { ...sent, state: "hold", audience: null }),
      changed({ ...sent, state: "hold" }, unmatched),
      changed(unmatched, { ...sent, state: "hold" }),
    ];
    expect(consequencesOf(mails, words).map((each) => each.words)).toEqual([
      "7通が配信されなくなります。",
      "1通が配信されず、保留されるようになります。",
      "2通は「泉区 × 防犯情報」に届きます。",
      "1通が新しく「泉区 × 防犯情報」に配信されます。",
      "1通が保留されなくなり、配信もされません。",
      "1通が新しく保留されます。",
      "2通の文面が変わります。",
      "1通は受け持つ転送ルールが変わります。文面と配信対象は同じです。",
    ]);
    expect(consequencesOf([], words)).toEqual([]);
  });
});

describe("two texts", () => {
  it("differ in these lines, or in their order", () => {
    expect(changedLines("見出し\n同じ\n消える", "見出し\n同じ")).toEqual(["消える", "（なし）"]);
    expect(changedLines("a\nb", "a\nc")).toEqual(["b", "c"]);
    expect(changedLines("a\nb", "b\na")).toEqual(["a\nb", "b\na"]);
  });
});

describe("a rule in words", () => {
  it("says which mails it takes and what becomes of them", () => {
    const rules = z.array(MailRule).parse(profile.mail.rules);
    const { when, what } = ruleWords(rules.find(({ key }) => key === "bear")!, words);
    expect(when).toBe(
      "差出人アドレスが「kuma@city.sendai.example」と同じ、かつ 件名に「クマ」「熊」のどれかを含む、かつ 送信元の証明（DMARC）が「fail」ではないとき",
    );
    expect(what).toBe("クマ出没情報 × メールの「出没場所」「目撃場所」「場所」が示す地域に、配信する");
    expect(ruleWords(rules.find(({ key }) => key === "subway")!, words).what).toMatch(
      /（すべての地域）に、緊急で配信する$/,
    );
  });
});
