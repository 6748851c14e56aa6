import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activities } from "#db/schema/activity.ts";
import { mailCases, mails } from "#db/schema/mails.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict, Forbidden, Invalid } from "../errors.ts";
import { handleMail } from "../mail/handle.ts";
import { receiveMail } from "../mail/receive.ts";
import { listRules } from "../mail/rules.ts";
import type { MailRule, MailRuleInput } from "../mail/schema.ts";
import { applyProfile } from "../profile/apply.ts";
import { exportProfile } from "../profile/export.ts";
import { versionOf } from "./after.ts";
import { listCases, removeCase, saveCase } from "./cases.ts";
import { changeRules } from "./change.ts";
import { dryRun, tryChange } from "./dry-run.ts";
import { tryMail } from "./lab.ts";
import { listRulesWithUse, readRule } from "./list.ts";
import type { ChangedMail, RulesChangeInput } from "./schema.ts";

const staff: Actor = { kind: "staff", id: "1", name: "防災課", permissions: everywhere("edit"), department: null };
const viewer: Actor = { ...staff, permissions: everywhere("view") };
const topics = {
  key: "topics",
  kind: "grid",
  label: "知りたい情報",
  rows: [
    { key: "crime", label: "防犯" },
    { key: "fire", label: "火災" },
  ],
  columns: [
    { key: "aoba", label: "青葉区" },
    { key: "izumi", label: "泉区" },
  ],
};
const crime = {
  key: "crime",
  name: "防犯情報",
  when: { field: "subject", contains: "不審者" },
  steps: [{ on: "body", do: "cutFrom", text: "配信停止" }],
  audience: {
    kind: "route",
    question: "topics",
    row: "crime",
    columns: { labels: ["エリア"], whenMissing: "hold", whenUnknown: "hold" },
  },
} satisfies MailRuleInput;
const rest = {
  key: "rest",
  name: "そのほか",
  when: { field: "from", contains: "@" },
  audience: { kind: "everyone" },
} satisfies MailRuleInput;

let database: TestDatabase;
const db = () => database.client.db;

const profile = (rules: object[] = [crime, rest], questions: object[] = [topics]) => ({
  version: 1,
  city: { name: "仙台市" },
  questions,
  segments: [],
  mail: { rules },
});
const apply = (...given: Parameters<typeof profile>) =>
  applyProfile(db(), { kind: "system", task: "test" }, profile(...given));

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client
    .sql`truncate mails, mail_cases, mail_rules, mail_sources, broadcasts, deliveries, notices cascade`;
  await apply();
});

function eml(subject: string, text: string): Buffer {
  const coded = `=?UTF-8?B?${Buffer.from(subject).toString("base64")}?=`;
  const head = `From: a@b.example\r\nSubject: ${coded}\r\nMessage-ID: <${randomUUID()}@b>`;
  return Buffer.from(`${head}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`);
}

async function arrive(subject: string, text: string): Promise<string> {
  const { id } = await receiveMail(db(), { raw: eml(subject, text).toString("base64") });
  await handleMail(db(), id);
  return id;
}

async function change(asked: RulesChangeInput, more: object = {}): Promise<void> {
  await changeRules(db(), staff, { change: asked, seen: versionOf(await listRules(db())), ...more });
}

const keys = async () => (await listRules(db())).map(({ key }) => key);

async function saving(key: string, edit: Partial<MailRule>): Promise<RulesChangeInput> {
  const { rule, version } = await readRule(db(), staff, key);
  return { do: "save", rule: { ...rule, ...edit }, base: version };
}

async function wholeRun(asked: RulesChangeInput): Promise<{ changed: ChangedMail[]; looked: number }> {
  const { seen } = await tryChange(db(), staff, asked);
  const changed: ChangedMail[] = [];
  let [after, looked]: [string | null, number] = [null, 0];
  do {
    const part = await dryRun(db(), staff, { change: asked, seen, after, looked });
    changed.push(...part.changed);
    looked += part.looked;
    after = part.after;
  } while (after !== null);
  return { changed, looked };
}

describe("a rule", () => {
  it("is made, changed, switched off and on, moved and removed, each recorded; the row of a removed one stays", async () => {
    const fire = { ...crime, key: "fire", name: "火災", when: { field: "subject", contains: "火災" } } as const;
    await change({ do: "save", rule: fire, base: null });
    expect(await keys()).toEqual(["crime", "rest", "fire"]);
    await change({ do: "order", keys: ["fire", "crime", "rest"] });
    expect(await keys()).toEqual(["fire", "crime", "rest"]);
    await change(await saving("fire", { name: "火事の情報" }));
    await change({ do: "switch", key: "fire", on: false });
    await arrive("火災発生", "エリア：青葉区");
    expect((await listRulesWithUse(db(), staff)).map(({ rule, taken }) => [rule.name, rule.enabled, taken])).toEqual([
      ["火事の情報", false, 0],
      ["防犯情報", undefined, 0],
      ["そのほか", undefined, 1],
    ]);
    await change({ do: "switch", key: "fire", on: true });
    await change({ do: "remove", key: "fire" });
    expect(await keys()).toEqual(["crime", "rest"]);
    const [row] = await database.client.sql`select retired from mail_rules where key = 'fire'`;
    expect(row!.retired).toBe(true);
    const recorded = await db().select().from(activities).where(eq(activities.subject, "mail-rule:fire"));
    expect(recorded.map(({ action }) => action).toSorted()).toEqual([
      ...["mail.rule.remove", "mail.rule.save", "mail.rule.save", "mail.rule.switch", "mail.rule.switch"],
    ]);
  });

  it("is not overwritten when somebody else changed it, or the order, meanwhile", async () => {
    const mine = await saving("crime", { name: "わたしの変更" });
    const seen = versionOf(await listRules(db()));
    await change(await saving("crime", { name: "先の変更" }));
    await expect(changeRules(db(), staff, { change: mine, seen })).rejects.toThrow(Conflict);
    await expect(change(mine)).rejects.toThrow("先の変更");
    await expect(change({ do: "order", keys: ["crime"] })).rejects.toThrow(Conflict);
    expect((await readRule(db(), staff, "crime")).rule.name).toBe("先の変更");
  });

  it("needs the permission to edit, sense, and a key that was never used", async () => {
    const seen = versionOf(await listRules(db()));
    const remove = { change: { do: "remove", key: "rest" }, seen };
    await expect(changeRules(db(), viewer, remove)).rejects.toThrow(Forbidden);
    await change({ do: "remove", key: "rest" });
    await expect(change({ do: "save", rule: rest, base: null })).rejects.toThrow(/すでに使われています/);
    const lost = { ...crime, key: "lost", audience: { ...crime.audience, row: "flood" } };
    const refused = change({ do: "save", rule: lost, base: null });
    await expect(refused).rejects.toThrow(Invalid);
    await expect(refused).rejects.toThrow(/change\.rule\.audience\.row: 行「flood」がありません/);
  });

  it("says where the form no longer knows what it names", async () => {
    const without = { ...topics, rows: [topics.rows[1]!] };
    await apply([crime, rest], [without]);
    const [first, second] = await listRulesWithUse(db(), staff);
    expect(first!.stale).toEqual(["「知りたい情報」の選択肢「防犯」は廃止されています。"]);
    expect(second!.stale).toEqual([]);
  });

  it("says the same of the segment it uses", async () => {
    const rule = {
      any: [
        { question: "topics", row: "crime", anyOf: ["aoba"] },
        { not: { question: "topics", row: "fire", anyOf: ["izumi"] } },
      ],
    };
    const grouped = { ...rest, audience: { kind: "segment", key: "near" } } as const;
    const whole = { ...profile([grouped]), segments: [{ key: "near", name: "近所", rule }] };
    await applyProfile(db(), { kind: "system", task: "test" }, whole);
    expect((await readRule(db(), viewer, "rest")).stale).toEqual([]);
    const less = { ...topics, rows: [topics.rows[1]!], columns: [topics.columns[0]!] };
    await applyProfile(db(), { kind: "system", task: "test" }, { ...whole, questions: [less] });
    expect((await readRule(db(), viewer, "rest")).stale).toEqual([
      "配信グループ「近所」：「知りたい情報」の選択肢「防犯」は廃止されています。",
      "配信グループ「近所」：「知りたい情報」の選択肢「泉区」は廃止されています。",
    ]);
  });

  it("comes back unchanged from an exported profile, with template, switch and the sources' limits", async () => {
    const wanted = { ...crime, template: "{本文}", enabled: false };
    const mail = { rules: [wanted], sources: { 県警: { maxAgeHours: 2 } } };
    await applyProfile(db(), { kind: "system", task: "test" }, { ...profile(), mail });
    const exported = await exportProfile(db(), { kind: "system", task: "test" });
    expect(exported.mail).toMatchObject(mail);
    await apply();
    expect((await exportProfile(db(), { kind: "system", task: "test" })).mail).not.toHaveProperty("sources");
  });
});

describe("a saved case", () => {
  it("fails first when a change makes something else of it, and the change then needs an explicit word", async () => {
    const good = await saveCase(db(), staff, { raw: eml("お知らせ", "本文です。") }, { name: "ふつうのお知らせ" });
    const id = await arrive("不審者情報", "エリア：青葉区\n配信停止はこちら");
    const guarded = await saveCase(db(), staff, { id }, { name: "青葉区の不審者" });
    const [row] = await db().select().from(mailCases).where(eq(mailCases.id, guarded));
    expect(row!.raw.includes("example")).toBe(false);
    expect((await listCases(db(), viewer)).map(({ differs }) => differs)).toEqual([[], []]);

    const asked = await saving("crime", {
      audience: { ...crime.audience, row: "fire" } as MailRule["audience"],
      steps: [],
    });
    const { cases, total } = await tryChange(db(), staff, asked);
    expect(total).toBe(1);
    expect(cases.map((each) => [each.id, each.differs])).toEqual([
      [guarded, ["audience", "text"]],
      [good, []],
    ]);
    await expect(change(asked)).rejects.toThrow(/1件の結果が変わる/);
    await change(asked, { acceptFailing: true });
    const [recorded] = await database.client
      .sql`select detail from activities where action = 'mail.rule.save' order by at desc limit 1`;
    expect(recorded!.detail).toMatchObject({ failingCases: [guarded] });

    await removeCase(db(), staff, guarded);
    expect(await listCases(db(), viewer)).toHaveLength(1);
    await expect(saveCase(db(), viewer, { id }, { name: "だめ" })).rejects.toThrow(Forbidden);
    await expect(saveCase(db(), staff, { id }, { name: " " })).rejects.toThrow(/名前を入力/);
  });
});

describe("a dry run", () => {
  it("tells which mails of the last 90 days would become something else, and touches none", async () => {
    await arrive("不審者情報", "エリア：青葉区");
    await arrive("不審者情報", "エリア：泉区");
    await arrive("別のお知らせ", "本文");
    const old = await arrive("不審者情報", "エリア：青葉区、泉区");
    await db()
      .update(mails)
      .set({ receivedAt: new Date("2020-01-01") })
      .where(eq(mails.id, old));
    const before = await database.client.sql`select id, state, rule from mails order by id`;
    const { changed, looked } = await wholeRun({ do: "remove", key: "crime" });
    expect(looked).toBe(3);
    expect(changed).toHaveLength(2);
    expect(changed.every(({ after }) => after.rule === "rest" && after.audience?.kind === "everyone")).toBe(true);
    expect(changed[0]!.differs).toEqual(["rule", "audience"]);
    expect((await wholeRun({ do: "switch", key: "rest", on: false })).changed).toMatchObject([
      { subject: "別のお知らせ", before: { state: "forward" }, after: { state: "unmatched" } },
    ]);
    expect(await database.client.sql`select id, state, rule from mails order by id`).toEqual(before);
  });

  it("refuses to go on when the rules changed under it", async () => {
    const asked = { do: "remove", key: "rest" } as const;
    const { seen } = await tryChange(db(), staff, asked);
    await change({ do: "order", keys: ["rest", "crime"] });
    await expect(dryRun(db(), staff, { change: asked, seen, after: null, looked: 0 })).rejects.toThrow(Conflict);
  });
});

describe("the lab", () => {
  it("shows decoding, guards, verdicts, text, labels, people and messages, and writes nothing", async () => {
    const raw = eml("不審者情報", "エリア：泉区\n日時：１０時\n\n訓練のお知らせ\n配信停止はこちら");
    const report = await tryMail(db(), viewer, { raw });
    expect(report).toMatchObject({
      outcome: { state: "forward", rule: "crime", text: "不審者情報\n\nエリア：泉区\n日時：１０時\n\n訓練のお知らせ" },
      heldByGuard: expect.stringContaining("訓練"),
      people: 0,
      messages: [{ type: "text" }],
    });
    expect(report.rules.map(({ key, verdict }) => [key, verdict])).toEqual([
      ["crime", "taken"],
      ["rest", "later"],
    ]);
    expect(report.labels).toMatchObject([
      { label: "エリア", values: ["泉区"], asked: true },
      { label: "日時", asked: false },
    ]);
    expect(await db().$count(mails)).toBe(0);
    const off = await tryMail(db(), viewer, { raw }, { do: "switch", key: "crime", on: false });
    expect(off).toMatchObject({ outcome: { rule: "rest" }, rules: [{ verdict: "off" }, { verdict: "taken" }] });
  });

  it("takes neither nothing nor more than we could receive", async () => {
    await expect(tryMail(db(), viewer, { raw: Buffer.alloc(0) })).rejects.toThrow(/空です/);
    await expect(tryMail(db(), viewer, { raw: Buffer.alloc(10 * 1024 * 1024 + 1) })).rejects.toThrow(/10 MB/);
  });

  it("takes a file for what it holds, not for its name: pictures, programs and plain text are no mails", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    const others = [
      png,
      Buffer.from("MZ\0\0: x"),
      Buffer.from("%PDF-1.7\n1 0 obj"),
      Buffer.from("PK\x03\x04: "),
      Buffer.from("こんにちは"),
      Buffer.from("<html><body>x: y</body></html>"),
    ];
    for (const raw of others) await expect(tryMail(db(), viewer, { raw })).rejects.toThrow(/メールではありません/);
    for (const start of ["", "\ufeff", "From sender Mon Jan  1 00:00:00 2026\n"])
      await tryMail(db(), viewer, { raw: Buffer.concat([Buffer.from(start), eml("お知らせ", "本文です。")]) });
  });
});
