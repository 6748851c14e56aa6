import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Decision, decide } from "#lib/mail/decide.ts";
import { readMail } from "#lib/mail/read.ts";
import { MailProfile } from "#lib/mail/schema.ts";
import { Question } from "#lib/preferences/schema.ts";
import { SegmentDefinition } from "#lib/segments/schema.ts";
import { freshen } from "./freshen.ts";
import { rawOf, samples } from "./make.ts";

const folder = join(import.meta.dirname, "mails");
const wards = ["aoba", "miyagino", "wakabayashi", "taihaku", "izumi"];

function profile(city: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, "..", "profiles", `${city}.json`), "utf8"));
}

async function decideSample(file: string): Promise<Decision> {
  const { city, questions, mail } = profile("sendai");
  const { rules, everywhere } = MailProfile.parse(mail);
  const read = await readMail(readFileSync(join(folder, `${file}.eml`)));
  return decide(read, {}, { rules, everywhere, cityName: city.name, questions });
}

describe("the sample mails under Sendai's rules", () => {
  const sent: [file: string, rule: string, row: string, columns: string[], lane: string][] = [
    ["01-crime-aoba", "miyagi-security", "crime", ["aoba"], "normal"],
    ["02-crime-citywide", "miyagi-security", "crime", wards, "normal"],
    ["03-crime-two-wards", "miyagi-security", "crime", ["miyagino", "wakabayashi"], "normal"],
    ["05-bear-izumi", "bear", "bear", ["izumi"], "normal"],
    ["06-subway", "subway", "subway", wards, "urgent"],
    ["07-missing", "missing", "missing", ["taihaku"], "normal"],
    ["08-public-comment", "public-comment", "comment", wards, "normal"],
    ["09-evacuation", "evacuation", "evacuation", ["miyagino", "wakabayashi"], "urgent"],
    ["10-vaccine", "covid", "covid", wards, "normal"],
  ];
  it.each(sent)("%s goes to those who asked for it", async (file, rule, row, columns, lane) => {
    const decision = await decideSample(file);
    expect(decision).toMatchObject({ state: "forward", rule, lane });
    expect(decision.audience).toEqual({ kind: "rule", rule: { question: "topics", row, anyOf: columns } });
  });

  const notSent: [file: string, state: string][] = [
    ["04-crime-other-city", "unmatched"],
    ["11-crime-unknown-area", "hold"],
    ["90-spam", "unmatched"],
    ["91-bounce", "refused"],
    ["92-auto-reply", "refused"],
  ];
  it.each(notSent)("%s is not sent (%s)", async (file, state) => {
    expect((await decideSample(file)).state).toBe(state);
  });

  it("cuts what residents need not read and adds what they should", async () => {
    const crime = await decideSample("01-crime-aoba");
    expect(crime.text?.startsWith("【防犯情報】不審者情報（仙台市青葉区）\n\nエリア：青葉区\n")).toBe(true);
    expect(crime.text).not.toContain("配信の停止");
    expect(crime.text?.endsWith("の情報をお届けしています。")).toBe(true);
    const bear = await decideSample("05-bear-izumi");
    expect(bear.text).not.toContain("内線2345");
    expect(bear.text).toContain("朝夕の外出には十分ご注意ください。");
    expect((await decideSample("02-crime-citywide")).text).toContain("㈱○○銀行");
  });
});

describe("the sample files", () => {
  it("are exactly what make.ts writes", () => {
    expect(readdirSync(folder).toSorted()).toEqual(samples.map((sample) => `${sample.file}.eml`));
    for (const sample of samples) expect(readFileSync(join(folder, `${sample.file}.eml`)).equals(rawOf(sample))).toBe(true);
  });

  it("can be sent again and again: freshen gives a new date and Message-ID and keeps the rest", async () => {
    const raw = readFileSync(join(folder, "01-crime-aoba.eml"));
    const now = new Date("2026-11-21T04:00:00Z");
    const [old, one, two] = await Promise.all([raw, freshen(raw, now), freshen(raw, now)].map(readMail));
    expect(one!.date).toEqual(now);
    expect(new Set([old, one, two].map((mail) => mail!.messageId)).size).toBe(3);
    expect([one!.subject, one!.text]).toEqual([old!.subject, old!.text]);
  });
});

describe.each(["sendai", "kawasaki"])("the profile of %s", (city) => {
  it("fits the schemas, and its rules speak of rows and columns that exist", () => {
    const { questions, segments, mail } = profile(city);
    const topics = questions.map((each: unknown) => Question.parse(each)).find((each: Question) => each.key === "topics");
    const rows = topics.rows.map((row: { key: string }) => row.key);
    for (const segment of segments) SegmentDefinition.parse(segment);
    for (const { audience } of MailProfile.parse(mail).rules) {
      if (audience.kind !== "route") continue;
      const named = typeof audience.row === "string" ? [audience.row] : Object.values(audience.row.values);
      expect(rows).toEqual(expect.arrayContaining(named));
    }
  });
});
