import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MailRule, safeGuards, type When } from "#lib/mail/schema.ts";
import { draftOfGuards, draftOfRule, emptyDraft, guardsOfDraft, lackingIn, ruleOfDraft } from "./draft.ts";
import { draftOfWhen, whenOfDraft } from "./when-draft.ts";

const rules = ["sendai", "kawasaki"].flatMap((city) =>
  z.array(MailRule).parse(JSON.parse(readFileSync(`profiles/${city}.json`, "utf8")).mail.rules),
);

describe("the editor", () => {
  it.each(rules.map((rule) => [rule.name, rule] as const))("shows and gives back %s unchanged", (_, rule) => {
    const told = { lane: "normal", action: "send", ...rule };
    expect(MailRule.parse(ruleOfDraft(draftOfRule(rule)))).toEqual(told);
  });

  it("keeps every nesting of conditions in its meaning", () => {
    const a: When = { field: "subject", contains: "a" };
    const whens: When[] = [
      a,
      { not: a },
      { not: { any: [a, { not: a }] } },
      { any: [a, { not: { all: [a, { field: "body", containsAny: ["b", "c"] }] } }] },
    ];
    for (const when of whens) expect(whenOfDraft(draftOfWhen(when))).toEqual(when);
    expect(whenOfDraft(draftOfWhen({ not: { not: { all: [a, a] } } }))).toEqual({ all: [a, a] });
  });

  it("keeps limits, and lets the schema refuse what is no number", () => {
    expect(guardsOfDraft(draftOfGuards(safeGuards))).toEqual(safeGuards);
    expect(guardsOfDraft({})).toBeUndefined();
    const typed = { maxAgeHours: { first: "１２", second: "" } };
    expect(guardsOfDraft(typed)).toEqual({ maxAgeHours: 12 });
    const wrong = guardsOfDraft({ burst: { first: "多数", second: "" } });
    expect(MailRule.shape.guards.safeParse(wrong).success).toBe(false);
  });

  it("says what is not chosen yet, and of whole rules nothing", () => {
    expect(lackingIn(emptyDraft("rule-1"))).toEqual([
      "名前を入力してください。",
      "だれに届けるか：登録項目（表）を選んでください。",
      "だれに届けるか：地域の見出しを入力してください。",
    ]);
    expect(rules.flatMap((rule) => lackingIn(draftOfRule(rule)))).toEqual([]);
  });

  it("begins a new rule that waits for a person", () => {
    expect(ruleOfDraft(emptyDraft("rule-1"))).toMatchObject({ key: "rule-1", action: "hold" });
  });
});
