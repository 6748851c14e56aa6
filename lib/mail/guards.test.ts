import { describe, expect, it } from "vitest";
import { asDrill } from "./drill.ts";
import { guardMail, type Sight } from "./guards.ts";
import { safeGuards } from "./schema.ts";

const now = new Date("2026-11-20T10:00:00+09:00");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

function sight(change: Partial<Omit<Sight, "mail">> & { mail?: Partial<Sight["mail"]> } = {}): Sight {
  const { mail, ...others } = change;
  const said = { date: now, subject: "クマ出没情報（泉区）", text: "泉区でクマが目撃されました。", ...mail };
  return {
    text: `${said.subject}\n\n${said.text}`,
    reachesResidents: true,
    limits: safeGuards,
    past: { many: 0, repeated: false, words: [] },
    switches: { sendingOff: false, pausedReason: null },
    now,
    ...others,
    mail: said,
  };
}

const heldBy = (change: Parameters<typeof sight>[0]) => guardMail(sight(change)).held?.guard ?? null;
const saying = (text: string, change: Partial<Sight> = {}) => heldBy({ mail: { text }, ...change });

describe("what the safe limits let through", () => {
  it.each([
    "エリア：青葉区\n下校中の小学生が声をかけられました。",
    "南北線は、信号設備の動作確認のため運転を見合わせています。",
    "避難指示を発令しました。これは訓練ではありません。ただちに避難してください。",
    "これは、訓練では\nない。直ちに高台へ避難せよ。",
    "訓練放送ではございません。",
    "この配信はテスト配信ではありません。",
    "科学コンテストとPCRテストのお知らせ",
    "ダンスコンテスト（予選）とプロテスト",
    "試験日は11月30日です。",
    "台風による洪水・高潮に警戒してください。",
    "震度６弱の地震により、津波警報が発表されました。",
  ])("%s", (text) => {
    const { held, trace } = guardMail(sight({ mail: { text } }));
    expect(held).toBeNull();
    expect(trace).toHaveLength(9);
    expect(trace.every(({ outcome }) => outcome === "通過")).toBe(true);
  });

  it("a mail without a date, with a note", () => {
    const { held, trace } = guardMail(sight({ mail: { date: null } }));
    expect(held).toBeNull();
    expect(trace.find(({ step }) => step.includes("古い"))?.detail).toContain("日時がない");
  });

  it("a mail just inside each limit", () => {
    expect(heldBy({ mail: { date: minutesAgo(360) } })).toBeNull();
    expect(heldBy({ mail: { date: minutesAgo(-30) } })).toBeNull();
    expect(heldBy({ past: { many: 9, repeated: false, words: [] } })).toBeNull();
    expect(saying("大雪警報です。", { past: { many: 0, repeated: false, words: ["大雪"] } })).toBeNull();
  });
});

describe("what a person must look at", () => {
  it("mails that are too old, or from the future", () => {
    const { held } = guardMail(sight({ mail: { date: minutesAgo(361) } }));
    expect(held).toMatchObject({ guard: "old", reason: expect.stringContaining("2026年11月20日") });
    expect(heldBy({ mail: { date: minutesAgo(60 * 24 * 40) } })).toBe("old");
    expect(heldBy({ mail: { date: minutesAgo(-31) } })).toBe("future");
  });

  it.each([
    ["drill", "【訓練】避難指示を発令しました。"],
    ["drill", "これは訓練です。訓練ではありませんと書く練習をします。"],
    ["drill", "これは訓 練\nです。"],
    ["test", "大規模テロが発生しました。これはテストです。"],
    ["test", "ﾃｽﾄ配信"],
    ["test", "This is a TEST."],
  ])("%s: %s", (guard, text) => {
    expect(saying(text)).toBe(guard);
  });

  it.each([
    "[TEST] 避難指示",
    "テスト：避難指示",
    "避難指示 ※テスト",
    "＜テスト＞避難指示",
    "《ﾃｽﾄ》避難指示",
    "テスト",
    "（試験）避難指示",
  ])("test: the subject %s", (subject) => {
    expect(heldBy({ mail: { subject } })).toBe("test");
  });

  it("テスト that stands alone in a line, unless the city asks for no words at all", () => {
    expect(saying("避難指示\n--- テスト ---\n本文")).toBe("test");
    expect(saying("避難指示\n--- テスト ---\n本文", { limits: { ...safeGuards, testWords: [] } })).toBeNull();
  });

  it("a drill whose own words the steps cut away", () => {
    expect(heldBy({ mail: { subject: "【訓練】避難指示" }, text: "避難指示\n\n本文" })).toBe("drill");
  });

  it("words that do not come together, in one mail or after another", () => {
    expect(saying("大雪警報と高潮警報")).toBe("clash");
    expect(saying("洪水警報", { past: { many: 0, repeated: false, words: ["大雪"] } })).toBe("clash");
    const flat = { ...safeGuards, clash: { words: ["地震", "台風"], minutes: 30 } };
    expect(saying("地震", { limits: flat, past: { many: 0, repeated: false, words: ["台風"] } })).toBe("clash");
    expect(saying("地震と台風", { limits: { ...flat, clash: { ...flat.clash, minutes: 0 } } })).toBeNull();
  });

  it("the same message again, and more mails than there should be", () => {
    expect(heldBy({ past: { many: 0, repeated: true, words: [] } })).toBe("repeat");
    expect(heldBy({ past: { many: 29, repeated: false, words: [] } })).toBeNull();
    expect(heldBy({ past: { many: 30, repeated: false, words: [] } })).toBe("burst");
    const off = { ...safeGuards, burst: { mails: 1, minutes: 0 } };
    expect(heldBy({ limits: off, past: { many: 5, repeated: false, words: [] } })).toBeNull();
  });

  it("everything while its source is paused or sending is off", () => {
    expect(heldBy({ switches: { sendingOff: false, pausedReason: "点検" } })).toBe("paused");
    expect(heldBy({ switches: { sendingOff: true, pausedReason: "点検" } })).toBe("off");
  });

  it("an old mail in a storm is held for its age, so that it is not counted as part of the storm", () => {
    const { held, trace } = guardMail(
      sight({ mail: { date: minutesAgo(1000) }, past: { many: 99, repeated: false, words: [] } }),
    );
    expect(held?.guard).toBe("old");
    expect(trace.filter(({ outcome }) => outcome === "保留")).toHaveLength(2);
  });
});

describe("a drill", () => {
  it("may say so, for it reaches test recipients only", () => {
    const { held, trace } = guardMail(sight({ mail: { text: "これは訓練です。" }, reachesResidents: false }));
    expect(held).toBeNull();
    expect(trace.find(({ step }) => step.includes("訓練"))?.detail).toContain("テスト配信先だけ");
  });

  it("is marked in every message and loses nothing of its text", () => {
    const text = Array.from({ length: 300 }, (_, at) => `${at}行目${"あ".repeat(40)}`).join("\n");
    const { messages, audience } = asDrill(text);
    expect(audience).toEqual({ kind: "test" });
    expect(messages!.length).toBeGreaterThan(1);
    for (const message of messages!) {
      expect(message.text.startsWith("【訓練】\n")).toBe(true);
      expect(message.text.length).toBeLessThanOrEqual(5000);
    }
    expect(messages!.map((message) => message.text.slice(5)).join("\n")).toBe(text);
  });
});
