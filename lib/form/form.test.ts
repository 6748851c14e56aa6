import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activities } from "#db/schema/activity.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict, Forbidden, Invalid } from "../errors.ts";
import { changeFriendship } from "../followers/friendship.ts";
import { routeMail } from "../mail/route.ts";
import { defineRules } from "../mail/rules.ts";
import type { RouteColumns } from "../mail/schema.ts";
import { currentForm, publishForm } from "../preferences/form.ts";
import { readPreferences, savePreferences } from "../preferences/save.ts";
import { type Answers, shownQuestions } from "../preferences/schema.ts";
import { countRule } from "../segments/audience.ts";
import { createSegment } from "../segments/create.ts";
import { discardDraft, readDraft, saveDraft } from "./draft.ts";
import { publishDraft, reviewDraft } from "./publish.ts";
import { restoreVersion } from "./restore.ts";
import type { DraftQuestion } from "./schema.ts";
import { listVersions, readVersion } from "./versions.ts";

const system: Actor = { kind: "system", task: "test" };
const staff = (name: string, permission: "view" | "edit" | "send"): Actor => ({
  kind: "staff",
  id: "00000000-0000-4000-8000-000000000001",
  name,
  permissions: everywhere(permission),
  department: null,
});
const [hanako, taro, chief] = [staff("花子", "edit"), staff("太郎", "edit"), staff("課長", "send")];
const resident = (n: number): Actor => ({ kind: "follower", lineUserId: `U${String(n).padStart(32, "0")}` });

const wards = [
  { key: "aoba", label: "青葉区" },
  { key: "izumi", label: "泉区" },
  { key: "taihaku", label: "太白区" },
];
const form: DraftQuestion[] = [
  { key: "ward", kind: "single", label: "区", choices: wards },
  {
    key: "topics",
    kind: "grid",
    label: "情報",
    rows: [
      { key: "crime", label: "防犯" },
      { key: "bear", label: "クマ" },
    ],
    columns: wards,
  },
  { key: "note", kind: "text", label: "ひとこと" },
];

let database: TestDatabase;
let db: TestDatabase["client"]["db"];

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.client.db;
});
afterAll(() => database.drop());

/** Publishes this form by the way that staff take. */
async function publish(questions: DraftQuestion[]): Promise<number> {
  const { version, revision: kept } = await readDraft(db, hanako);
  const { revision } = await saveDraft(db, hanako, { revision: kept, version, questions });
  return publishDraft(db, chief, { revision, version });
}

async function register(n: number, answers: Answers): Promise<void> {
  await changeFriendship(db, `U${String(n).padStart(32, "0")}`, true, new Date());
  await savePreferences(db, resident(n), answers);
}

const columns: RouteColumns = { labels: ["エリア"], in: ["body"], whenMissing: "hold", whenUnknown: "hold" };
const count = (rule: unknown) => countRule(db, system, rule);

describe("a draft", () => {
  it("is begun from the form in force, kept unfinished, and thrown away", async () => {
    await publishForm(db, system, form);
    const first = await readDraft(db, hanako);
    expect(first).toMatchObject({ revision: null, version: 1, questions: form, issues: [], saved: null });
    const unfinished = [...form, { key: "q4", kind: "multiple", label: "" }];
    const saved = await saveDraft(db, hanako, { revision: null, version: 1, questions: unfinished });
    expect(saved.issues.map(({ path }) => path.join("."))).toEqual(["3.choices"]);
    expect(await readDraft(db, taro)).toMatchObject({ questions: unfinished, saved: { by: "花子" } });
    expect((await currentForm(db)).questions).toEqual(form);
    await expect(publishDraft(db, chief, { revision: saved.revision, version: 1 })).rejects.toThrow(Invalid);
    await discardDraft(db, hanako, saved.revision);
    expect(await readDraft(db, hanako)).toEqual(first);
  });

  it("of two people is never overwritten unseen", async () => {
    const begin = (actor: Actor) => saveDraft(db, actor, { revision: null, version: 1, questions: form });
    const { revision } = await begin(hanako);
    await expect(begin(taro)).rejects.toThrow("花子さんが先に下書きを変更しました");
    const next = await saveDraft(db, taro, { revision, version: 1, questions: form });
    await expect(saveDraft(db, hanako, { revision, version: 1, questions: form })).rejects.toThrow(/^太郎さんが/);
    await expect(discardDraft(db, hanako, revision)).rejects.toThrow(Conflict);
    await discardDraft(db, taro, next.revision);
  });

  it("does not come back over a form that was published meanwhile", async () => {
    const before = await publishForm(db, system, form);
    await publishForm(db, system, [...form, { key: "more", kind: "text", label: "追加" }]);
    const late = saveDraft(db, hanako, { revision: null, version: before, questions: form });
    await expect(late).rejects.toThrow("すでに公開されたか");
  });

  it("is published as it was looked at or not at all", async () => {
    const { version } = await readDraft(db, hanako);
    const questions = [...form, { key: "seen", kind: "text" as const, label: "見た質問" }];
    const seen = await saveDraft(db, hanako, { revision: null, version, questions });
    const later = await saveDraft(db, taro, { revision: seen.revision, version, questions: form });
    await expect(publishDraft(db, chief, { revision: seen.revision, version })).rejects.toThrow(Conflict);
    await publishForm(db, system, questions);
    await expect(publishDraft(db, chief, { revision: later.revision, version })).rejects.toThrow(Conflict);
    expect((await readDraft(db, taro)).questions).toEqual(form);
    await discardDraft(db, taro, later.revision);
  });

  it.each([
    [[{ key: "a", kind: "single", label: "A", choices: [{ key: "x", label: "X", retired: true }] }], "0.choices"],
    [[{ key: "a", kind: "text", label: " " }], "0.label"],
    [[], ""],
    [
      [
        { key: "a", kind: "single", label: "A", choices: [{ key: "x", label: "X" }] },
        { key: "b", kind: "text", label: "B", showIf: { question: "a", anyOf: [] } },
      ],
      "1.showIf",
    ],
    [[{ key: "a", kind: "number", label: "A", min: 3, max: 1 }], "0.max"],
  ])("%# says what is missing, where", async (questions, path) => {
    const { version } = await readDraft(db, hanako);
    const { issues, revision } = await saveDraft(db, hanako, { revision: null, version, questions });
    expect(issues[0]!.path.join(".")).toBe(path);
    await discardDraft(db, hanako, revision);
  });
});

describe("publishing", () => {
  it("keeps keys: a new name changes no answer, what goes is hidden but still counted", async () => {
    await publish(form);
    await register(1, { ward: "aoba", topics: { bear: ["izumi"] } });
    const choices = [{ ...wards[0]!, label: "新しい青葉区" }, { ...wards[1]!, retired: true }, wards[2]!];
    await register(2, { ward: "izumi" });
    await publish([{ ...form[0]!, choices }, form[1]!, form[2]!]);
    const { questions } = await currentForm(db);
    expect(shownQuestions(questions)[0]!.choices!.map(({ label }) => label)).toEqual(["新しい青葉区", "太白区"]);
    expect((await readPreferences(db, resident(1))).answers.ward).toBe("aoba");
    expect(await count({ question: "ward", anyOf: ["izumi"] })).toBe(1);
    await expect(savePreferences(db, resident(3), { ward: "izumi" })).rejects.toThrow(Invalid);
  });

  it("merges choices, rows and columns: answers and rules of old mean the other from then on, and can be parted", async () => {
    await publish(form);
    await register(1, { ward: "aoba", topics: { crime: ["aoba"], bear: ["izumi"] }, note: "そのまま" });
    await register(2, { ward: "izumi", topics: { bear: ["izumi"] } });
    const into = (key: string, other: string) => (part: { key: string; label: string }) =>
      part.key === key ? { ...part, retired: true, mergedInto: other } : part;
    await publish([
      { ...form[0]!, choices: wards.map(into("izumi", "aoba")) },
      { ...form[1]!, rows: form[1]!.rows!.map(into("bear", "crime")), columns: wards.map(into("izumi", "aoba")) },
      form[2]!,
    ]);
    for (const anyOf of [["aoba"], ["izumi"]]) {
      expect(await count({ question: "ward", anyOf })).toBe(2);
      expect(await count({ question: "topics", row: "bear", anyOf })).toBe(2);
      expect(await count({ question: "topics", row: "crime", anyOf })).toBe(2);
    }
    const told = { subject: "クマ", body: "エリア：泉区" };
    const town = { questions: (await currentForm(db)).questions, everywhere: [], cityName: "仙台市" };
    const route = { kind: "route", question: "topics", row: "bear", columns } as const;
    const rule = { question: "topics", row: "crime", anyOf: ["aoba"] };
    expect(routeMail(route, told, town)).toMatchObject({ kind: "rule", rule });
    const mine = { ward: "aoba", topics: { crime: ["aoba"] }, note: "そのまま" };
    expect((await readPreferences(db, resident(1))).answers).toEqual(mine);
    await register(2, { ward: "izumi", topics: { bear: ["izumi", "aoba"] } });
    expect((await readPreferences(db, resident(2))).answers).toEqual({ ward: "aoba", topics: { crime: ["aoba"] } });
    await publish(form);
    expect(await count({ question: "topics", row: "bear", anyOf: ["izumi"] })).toBe(1);
  });

  it("refuses merges that lead nowhere or in a circle", async () => {
    const merged = (mergedInto: string, other?: string) => [
      { ...wards[0]!, retired: true, mergedInto },
      { ...wards[1]!, ...(other ? { retired: true, mergedInto: other } : {}) },
      wards[2]!,
    ];
    for (const choices of [merged("nowhere"), merged("aoba"), merged("izumi", "aoba")])
      await expect(publish([{ ...form[0]!, choices }, form[1]!])).rejects.toThrow("統合先が正しくありません");
    await discardDraft(db, hanako, (await readDraft(db, hanako)).revision!);
  });

  it("is looked at before: changes in words, how many answered so, and what relies on it", async () => {
    await publish(form);
    await createSegment(db, system, { key: "s1", name: "泉区の人", rule: { question: "ward", anyOf: ["izumi"] } });
    const notBears = { not: { question: "topics", row: "bear", anyOf: ["aoba"] } };
    await createSegment(db, system, { key: "s2", name: "クマ以外", rule: { all: [notBears] } });
    const route = { kind: "route", question: "topics", row: "bear", columns: { labels: ["エリア"] } };
    const when = { field: "subject", contains: "クマ" };
    await defineRules(db, system, [
      { key: "m1", name: "クマ出没", when, audience: route },
      { key: "m2", name: "泉区のお知らせ", when, audience: { kind: "segment", key: "s1" } },
    ]);
    await register(1, { ward: "aoba", note: "やあ" });
    await register(2, { ward: "izumi", topics: { bear: ["izumi"] } });
    const choices = wards.map((ward) => (ward.key === "izumi" ? { ...ward, retired: true, mergedInto: "aoba" } : ward));
    const rows = [form[1]!.rows![0]!, { ...form[1]!.rows![1]!, retired: true }];
    const { version } = await readDraft(db, hanako);
    const questions = [
      { ...form[0]!, choices },
      { ...form[1]!, rows },
      { ...form[2]!, retired: true },
    ];
    const { revision } = await saveDraft(db, hanako, { revision: null, version, questions });
    const review = await reviewDraft(db, hanako);
    expect(review.changes).toEqual([
      "「区」の選択肢「泉区」を「青葉区」に統合",
      "「情報」の行「クマ」を廃止",
      "質問「ひとこと」を廃止",
    ]);
    expect(review.consequences).toEqual([
      {
        what: "「区」の選択肢「泉区」",
        into: "青葉区",
        people: 1,
        segments: [{ key: "s1", name: "泉区の人", now: 1, later: 2 }],
        mailRules: [{ key: "m2", name: "泉区のお知らせ", effect: "これまでに選んだ人には届き続けます。" }],
        broadcasts: 0,
      },
      {
        what: "「情報」の行「クマ」",
        people: 1,
        segments: [{ key: "s2", name: "クマ以外" }],
        mailRules: [{ key: "m1", name: "クマ出没", effect: "「クマ」のメールは、送られずに保留になります。" }],
        broadcasts: 0,
      },
      { what: "質問「ひとこと」", people: 1, segments: [], mailRules: [], broadcasts: 0 },
    ]);
    await publishDraft(db, chief, { revision, version });
    const [latest] = await listVersions(db, hanako);
    expect(latest).toMatchObject({ version: version + 1, by: "課長", changes: review.changes });
    expect((await readVersion(db, hanako, version)).questions.slice(0, 3)).toEqual(form);
    const recorded = (await db.select().from(activities)).map(({ action }) => action);
    expect(recorded).toEqual(expect.arrayContaining(["form.draft", "form.discard", "form.publish"]));
  });

  it("goes back to an old version by a draft, in which what came later is retired", async () => {
    await publish(form);
    const { version: old } = await currentForm(db);
    await publish([
      { ...form[0]!, choices: wards.slice(1) },
      { key: "later", kind: "text", label: "後から" },
    ]);
    const { revision } = await restoreVersion(db, hanako, old);
    await expect(restoreVersion(db, taro, old)).rejects.toThrow("準備中の下書きがあります");
    const { changes, version } = await reviewDraft(db, hanako);
    expect(changes).toEqual(expect.arrayContaining(["「区」の選択肢「青葉区」を再開", "質問「後から」を廃止"]));
    await publishDraft(db, chief, { revision, version });
    expect(shownQuestions((await currentForm(db)).questions)).toMatchObject(form);
  });

  it("is for those who may: view looks, edit prepares, send publishes", async () => {
    const viewer = staff("閲覧", "view");
    const draft = await readDraft(db, viewer);
    const input = { revision: null, version: draft.version, questions: form };
    await expect(saveDraft(db, viewer, input)).rejects.toThrow(Forbidden);
    const { revision } = await saveDraft(db, hanako, input);
    await expect(publishDraft(db, hanako, { revision, version: draft.version })).rejects.toThrow(Forbidden);
    await expect(readDraft(db, resident(1))).rejects.toThrow(Forbidden);
    await discardDraft(db, hanako, revision);
  });
});

it("500 questions and 2,000 choices are one form like any other", { timeout: 60_000 }, async () => {
  const choices = Array.from({ length: 2000 }, (_, n) => ({ key: `c${n}`, label: `選択肢${n}` }));
  const many: DraftQuestion[] = [
    { key: "big", kind: "single", label: "町名", choices },
    ...Array.from({ length: 499 }, (_, n) => ({ key: `q${n}`, kind: "text" as const, label: `質問${n}` })),
  ];
  await publish(many);
  const { questions } = await currentForm(db);
  expect(shownQuestions(questions)).toHaveLength(500);
  await register(9, { big: "c1999", q498: "最後" });
  expect((await readPreferences(db, resident(9))).answers).toEqual({ big: "c1999", q498: "最後" });
  expect(await count({ question: "big", anyOf: choices.map(({ key }) => key) })).toBe(1);
});

it("nothing of a city's form is lost by way of a draft", async () => {
  const { questions } = JSON.parse(await readFile("profiles/sendai.json", "utf8"));
  await publishForm(db, system, questions);
  const before = await currentForm(db);
  const title = { key: "opinions", kind: "text", label: "ご意見" } as const;
  await publish([...(before.questions as DraftQuestion[]), title]);
  expect((await currentForm(db)).questions).toEqual([...before.questions, title]);
});
