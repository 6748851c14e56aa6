import { describe, expect, it } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import { type Decision, decide, type Told } from "./decide.ts";
import { contentHashOf } from "./identity.ts";
import { matches } from "./match.ts";
import { textMessages } from "./messages.ts";
import { type ReadMail, readMail } from "./read.ts";
import { MailProfile, MailRule, type MailRuleInput, type When } from "./schema.ts";

const questions: Question[] = [
  {
    key: "topics",
    kind: "grid",
    label: "知りたい情報",
    rows: [
      { key: "crime", label: "防犯" },
      { key: "fire", label: "火災" },
      { key: "old", label: "旧", retired: true },
    ],
    columns: [
      { key: "aoba", label: "青葉区" },
      { key: "izumi", label: "泉区" },
      { key: "kita", label: "北区", retired: true },
    ],
  },
];
const all = ["aoba", "izumi"];
const base: MailRuleInput = {
  key: "police",
  name: "防犯",
  when: { field: "from", contains: "@police.example" },
  steps: [],
  audience: { kind: "everyone" },
};

function mail(change: Partial<ReadMail> = {}): ReadMail {
  return {
    messageId: "<1@police.example>",
    date: null,
    from: { address: "info@police.example", name: "警察" },
    to: [],
    listId: null,
    subject: "不審者情報",
    text: "エリア：青葉区\n本文",
    attachments: [],
    kind: "mail",
    headers: {},
    charsetNotes: [],
    problems: [],
    ...change,
  };
}

function decided(rule: Partial<MailRuleInput>, change: Partial<ReadMail> = {}, told: Told = {}): Decision {
  const rules = [MailRule.parse({ ...base, ...rule })];
  return decide(mail(change), told, { rules, everywhere: ["市内全域"], cityName: "仙台市", questions });
}

describe("a mail of which nothing is left", () => {
  const framed = [
    { on: "subject", do: "addBefore", text: "【防犯】" },
    { on: "message", do: "addAfter", text: "警察からのお知らせです。" },
  ] as const;

  it("is held, however much the rule adds", () => {
    expect(decided({ steps: [...framed] }, { subject: "", text: "" }).state).toBe("hold");
    expect(decided({ steps: [...framed], subject: false }, { subject: "件名", text: " " }).state).toBe("hold");
  });

  it("is held when it has only letters that nobody sees", () => {
    expect(decided({}, { subject: "　", text: "\u200b\n\u2060" }).state).toBe("hold");
  });

  it("is sent as long as its subject says something", () => {
    expect(decided({ steps: [...framed] }, { subject: "件名", text: "" }).state).toBe("forward");
  });
});

function routed(text: string, columns: object = {}, row: unknown = "crime", subject = "お知らせ") {
  const audience = { kind: "route", question: "topics", row, columns: { labels: ["エリア", "発生場所"], ...columns } };
  const decision = decided({ audience: audience as MailRuleInput["audience"] }, { text, subject });
  return decision.audience?.kind === "rule" ? (decision.audience.rule as { anyOf: string[] }).anyOf : decision.state;
}

describe("routing by labelled values", () => {
  const cases: [name: string, text: string, columns: object, result: string[] | string][] = [
    ["one", "エリア：青葉区", {}, ["aoba"]],
    ["several, in the form's order", "エリア：泉区・青葉区", {}, all],
    ["everywhere", "エリア：市内全域", {}, all],
    ["the first label in the list decides, wherever it stands", "発生場所：泉区\nエリア：青葉区", {}, ["aoba"]],
    ["the next label when the first is not there", "発生場所：泉区", {}, ["izumi"]],
    ["never a name elsewhere", "青葉区で不審者", {}, "hold"],
    ["missing → all", "青葉区で不審者", { whenMissing: "all" }, all],
    ["unknown → hold, though whenMissing says all", "エリア：調査中", { whenMissing: "all" }, "hold"],
    ["unknown → all", "エリア：横浜市青葉区", { whenUnknown: "all" }, all],
    ["partly unknown → hold", "エリア：青葉区、南区", {}, "hold"],
    ["partly unknown → all", "エリア：青葉区、南区", { whenUnknown: "all" }, all],
    ["a retired column is unknown", "エリア：北区", {}, "hold"],
  ];
  it.each(cases)("%s", (_, text, columns, result) => {
    expect(routed(text, columns)).toEqual(result);
  });

  it("takes names in the subject only when it may and no label was found", () => {
    const both = { in: ["body", "subject"] };
    expect(routed("本文", both, "crime", "泉区で不審者")).toEqual(["izumi"]);
    expect(routed("本文", {}, "crime", "泉区で不審者")).toBe("hold");
    expect(routed("エリア：青葉区", both, "crime", "泉区で不審者")).toEqual(["aoba"]);
    expect(routed("エリア：不明", both, "crime", "泉区で不審者")).toBe("hold");
  });

  it("chooses the row by a label, and never a retired one", () => {
    const row = { label: "種別", values: { 不審者: "crime", 火災: "fire", 旧: "old" } };
    const ruleOf = (text: string, more = {}) => {
      const audience = { kind: "route" as const, question: "topics", row: { ...row, ...more } };
      return decided({ audience }, { text });
    };
    expect(ruleOf("種別：火災発生").audience).toMatchObject({ rule: { row: "fire", anyOf: all } });
    expect(ruleOf("種別：不審者・火災").audience).toMatchObject({ rule: { any: [{ row: "crime" }, { row: "fire" }] } });
    expect(ruleOf("種別：その他").state).toBe("hold");
    expect(ruleOf("種別なし", { whenUnknown: "crime" }).audience).toMatchObject({ rule: { row: "crime" } });
    expect(ruleOf("種別：旧").state).toBe("hold");
  });

  it("holds when the form has no such question", () => {
    expect(decided({ audience: { kind: "route", question: "none", row: "crime" } }).state).toBe("hold");
  });
});

describe("conditions", () => {
  const received = mail({
    to: [{ address: "line@city.example", name: "" }],
    listId: "みやぎ <miyagi.police.example>",
    subject: "【ＳＥＣＵＲＩＴＹ】 不審者",
  });
  const told = {
    envelope: { from: "bounce@police.example", to: ["secret@in.example"] },
    auth: { spf: "pass", dmarc: "fail" },
  };
  const conditions: [when: When, matched: boolean][] = [
    [{ field: "from", equals: "INFO@police.example" }, true],
    [{ field: "from", equals: "police.example" }, false],
    [{ field: "fromName", contains: "警" }, true],
    [{ field: "envelopeFrom", contains: "bounce@" }, true],
    [{ field: "to", equals: "secret@in.example" }, true],
    [{ field: "to", contains: "line@" }, true],
    [{ field: "listId", equals: "miyagi.police.example" }, true],
    [{ field: "subject", contains: "【security】不審者" }, true],
    [{ field: "subject", matches: "^【security】\\s*不審者$" }, true],
    [{ field: "body", containsAny: ["ない", "ｴﾘｱ:青葉区"] }, true],
    [{ field: "spf", equals: "pass" }, true],
    [{ field: "dkim", equals: "pass" }, false],
    [{ not: { field: "dmarc", equals: "fail" } }, false],
    [
      {
        all: [
          { field: "from", contains: "police" },
          {
            any: [
              { field: "body", contains: "ない" },
              { field: "spf", equals: "pass" },
            ],
          },
        ],
      },
      true,
    ],
  ];
  it.each(conditions)("%j: %s", (when, matched) => {
    const result = matches(when, received, told.envelope, told.auth);
    expect(result.matched).toBe(matched);
    expect(result.why.length).toBeGreaterThan(0);
  });

  it("is not slowed by a catastrophic pattern", () => {
    const long = mail({ text: `${"a".repeat(200_000)}!` });
    for (const pattern of ["(a+)+$", "(a|aa)+b", "^(a?){500}a{500}$", "(x+x+)+y", "(.*)(.*)(.*)(.*)(.*)c"]) {
      const start = process.cpuUsage();
      matches({ field: "body", matches: pattern }, long);
      expect(process.cpuUsage(start).user / 1000, pattern).toBeLessThan(1000);
    }
  });
});

describe("decisions", () => {
  it("forwards the text of the rule to its audience and lane", () => {
    const decision = decided({ lane: "urgent", source: "警察", steps: [{ on: "body", do: "cutFrom", text: "本文" }] });
    expect(decision).toMatchObject({
      state: "forward",
      rule: "police",
      lane: "urgent",
      source: "警察",
      audience: { kind: "everyone" },
    });
    expect(decision.messages).toEqual([{ type: "text", text: "不審者情報\n\nエリア：青葉区" }]);
    expect(decided({ subject: false }).text).toBe("エリア：青葉区\n本文");
  });

  it("says the sender's address when the rule names no source", () => {
    expect(decided({}).source).toBe("info@police.example");
    expect(decided({}, { from: null }, { envelope: { from: "x@y.example", to: [] } })).toMatchObject({
      state: "unmatched",
      source: "x@y.example",
    });
  });

  const others: [state: string, rule: Partial<MailRuleInput>, change: Partial<ReadMail>, told?: Told][] = [
    ["hold", { action: "hold" }, {}],
    ["hold", {}, { problems: ["読めない文字が1字あります。"] }],
    ["hold", {}, { text: "長い文です。\n".repeat(5000) }],
    ["hold", { subject: false }, { text: "" }],
    ["unmatched", { when: { field: "from", contains: "@bear.example" } }, {}],
    ["unreadable", {}, { unreadable: "文字コードが分かりません。" }],
    ["refused", {}, { kind: "auto_reply" }],
    ["refused", {}, {}, { envelope: { from: "", to: [] } }],
    ["refused", {}, {}, { envelope: { from: "<>", to: [] } }],
  ];
  it.each(others)("%s: %j %#", (state, rule, change, told) => {
    const decision = decided(rule, change, told);
    expect(decision.state).toBe(state);
    expect(decision.reason).toBeTypeOf("string");
    expect(decision.trace.length).toBeGreaterThan(1);
  });

  it("takes the first rule that matches", () => {
    const rules = [MailRule.parse({ ...base, key: "one" }), MailRule.parse({ ...base, key: "two" })];
    const book = { rules, everywhere: [], cityName: "仙台市", questions };
    expect(decide(mail(), {}, book).rule).toBe("one");
  });
});

describe("long texts", () => {
  it("become several messages, split at line ends, nothing lost", () => {
    const text = Array.from({ length: 400 }, (_, at) => `${at}行目：${"あ".repeat(40)}`).join("\n");
    const messages = textMessages(text)!;
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.map((message) => message.text).join("\n")).toBe(text);
    for (const message of messages) expect(message.text.length).toBeLessThanOrEqual(5000);
  });

  it("cut a line that is itself too long after a sentence, never inside a letter", () => {
    const text = `${"𠮷".repeat(2600)}${"文です。".repeat(1500)}`;
    const messages = textMessages(text)!;
    expect(messages.map((message) => message.text).join("")).toBe(text);
    for (const message of messages) expect(message.text.isWellFormed()).toBe(true);
    expect(textMessages("あ".repeat(25_001))).toBeNull();
  });

  it("fill five messages to the last letter before they are too long", () => {
    const text = `件名\n\n${"あ".repeat(24_996)}`;
    const messages = textMessages(text)!;
    expect(messages.map((message) => message.text.length)).toEqual([5000, 5000, 5000, 5000, 5000]);
    expect(messages.map((message) => message.text).join("")).toBe(text);
  });
});

describe("the same mail", () => {
  const head = "From: a@b.example\r\nMessage-ID: <1@b>\r\nContent-Type: text/plain; charset=utf-8\r\n";
  const text = "エリア：青葉区\r\nｸﾏ出没～";
  const hash = async (raw: string) => contentHashOf(await readMail(Buffer.from(raw)));

  it("by two relays that re-encode and wrap it is one, another word makes another", async () => {
    const plain = await hash(`${head}Subject: ab\r\n\r\n${text}\r\n`);
    const coded = Buffer.from(text.replace("ｸﾏ", "クマ").replace("～", "〜")).toString("base64");
    expect(
      await hash(
        `Received: x\r\n${head}Subject: =?utf-8?Q?ab?=\r\nContent-Transfer-Encoding: base64\r\n\r\n${coded}\r\n`,
      ),
    ).toBe(plain);
    expect(await hash(`${head}Subject: ab\r\n\r\n${text.replace("青葉区", "泉区")}\r\n`)).not.toBe(plain);
    expect(await hash(`${head.replace("a@b", "c@b")}Subject: ab\r\n\r\n${text}\r\n`)).not.toBe(plain);
  });
});

describe("the schema of rules", () => {
  it("names the place of each mistake", () => {
    const wrong = {
      rules: [
        {
          ...base,
          when: { all: [{ field: "subject", matches: "(a" }, { not: { field: "body" } }] },
          steps: [{ on: "body", do: "cutBetween", text: "a" }],
        },
        base,
      ],
    };
    const paths = MailProfile.safeParse(wrong).error!.issues.map((issue) => issue.path.join("."));
    expect(paths).toEqual(["rules.0.when.all.0.matches", "rules.0.when.all.1.not", "rules.0.steps.0.to"]);
    expect(MailProfile.safeParse({ rules: [base, base] }).error!.issues[0]!.path).toEqual(["rules", 1, "key"]);
  });
});
