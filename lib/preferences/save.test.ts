import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followers, preferences } from "#db/schema/followers.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { Actor } from "../actor.ts";
import { Forbidden, Invalid } from "../errors.ts";
import { changeFriendship } from "../followers/friendship.ts";
import { countAudience } from "../segments/audience.ts";
import { currentForm, publishForm } from "./form.ts";
import { erasePreferences, readPreferences, savePreferences } from "./save.ts";
import { shownQuestions } from "./schema.ts";

const staff: Actor = { kind: "system", task: "test" };
const resident = (n: number): Actor => ({ kind: "follower", lineUserId: `U${String(n).padStart(32, "0")}` });
const wards = ["aoba", "izumi"].map((key) => ({ key, label: key }));
const form = [
  { key: "ward", kind: "single", label: "区", choices: wards },
  { key: "topics", kind: "grid", label: "知りたい情報", rows: [{ key: "crime", label: "防犯" }], columns: wards },
  { key: "born", kind: "number", label: "生まれた年" },
  { key: "note", kind: "text", label: "ひとこと" },
];

let database: TestDatabase;
let db: TestDatabase["client"]["db"];

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.client.db;
  await publishForm(db, staff, form);
});
afterAll(() => database.drop());

describe("a resident", () => {
  it("sees nothing registered at first, then what they saved, then nothing again", async () => {
    const me = resident(1);
    expect(await readPreferences(db, me)).toEqual({ answers: {}, updatedAt: null, friend: false });
    const answers = { ward: "aoba", topics: { crime: ["izumi"] }, born: 2019, note: "母の見守り" };
    const saved = await savePreferences(db, me, answers);
    expect(saved).toMatchObject({ answers, friend: false });
    expect(await readPreferences(db, me)).toEqual(saved);
    await erasePreferences(db, me);
    expect(await readPreferences(db, me)).toEqual({ answers: {}, updatedAt: null, friend: false });
    expect(await db.$count(followers)).toBe(0);
  });

  it("replaces everything by saving again", async () => {
    const me = resident(2);
    await savePreferences(db, me, { ward: "aoba", born: 1950 });
    await savePreferences(db, me, { topics: { crime: ["aoba"] } });
    expect((await readPreferences(db, me)).answers).toEqual({ topics: { crime: ["aoba"] } });
  });

  it("who is not a friend yet is reached once they are, and no more after blocking", async () => {
    const me = resident(3);
    const rule = { question: "ward", anyOf: ["izumi"] };
    await savePreferences(db, me, { ward: "izumi" });
    expect(await countAudience(db, { kind: "rule", rule })).toBe(0);
    const [before, after, older] = [
      new Date("2026-11-21T05:00:00Z"),
      new Date("2026-11-21T05:01:00Z"),
      new Date("2026-11-21T04:00:00Z"),
    ];
    await changeFriendship(db, `U${"3".padStart(32, "0")}`, true, before);
    expect(await countAudience(db, { kind: "rule", rule })).toBe(1);
    await changeFriendship(db, `U${"3".padStart(32, "0")}`, false, after);
    await changeFriendship(db, `U${"3".padStart(32, "0")}`, true, older);
    expect(await countAudience(db, { kind: "rule", rule })).toBe(0);
    await erasePreferences(db, me);
    expect(await db.$count(followers, eq(followers.lineUserId, `U${"3".padStart(32, "0")}`))).toBe(0);
  });

  it("leaves free text only sealed in the database", async () => {
    await savePreferences(db, resident(4), { note: "誰にも見せない" });
    const rows = await db.select({ answers: preferences.answers }).from(preferences);
    expect(JSON.stringify(rows)).not.toContain("誰にも");
  });

  it("keeps what was registered when a wrong answer is refused", async () => {
    const me = resident(5);
    await savePreferences(db, me, { ward: "aoba" });
    await expect(savePreferences(db, me, { ward: "mars" })).rejects.toThrow(Invalid);
    expect((await readPreferences(db, me)).answers).toEqual({ ward: "aoba" });
  });

  it("is nobody else: staff cannot read a resident's answers through this door", async () => {
    await expect(readPreferences(db, staff)).rejects.toThrow(Forbidden);
  });
});

describe("the form", () => {
  it("gets a new version only when something changed", async () => {
    const before = (await currentForm(db)).version;
    expect(await publishForm(db, staff, form)).toBe(before);
    expect(await publishForm(db, staff, [...form, { key: "more", kind: "text", label: "ほか" }])).toBe(before + 1);
  });

  it("retires what disappears: hidden from residents, still counted by old rules", async () => {
    await savePreferences(db, resident(6), { ward: "izumi" });
    await changeFriendship(db, `U${"6".padStart(32, "0")}`, true, new Date());
    const rule = { question: "ward", anyOf: ["izumi"] };
    const counted = await countAudience(db, { kind: "rule", rule });
    await publishForm(db, staff, [{ ...form[0], choices: [wards[0]] }, ...form.slice(1)]);
    const { questions } = await currentForm(db);
    expect(shownQuestions(questions)[0]!.choices!.map((choice) => choice.key)).toEqual(["aoba"]);
    expect(questions[0]!.choices).toContainEqual({ ...wards[1], retired: true });
    expect(await countAudience(db, { kind: "rule", rule })).toBe(counted);
  });

  it.each([
    [[{ key: "a", kind: "single", label: "A" }], "0"],
    [
      [
        { key: "a", kind: "text", label: "A" },
        { key: "a", kind: "text", label: "B" },
      ],
      "1.key",
    ],
    [[{ key: "a", kind: "text", label: "A", showIf: { question: "zz", anyOf: ["x"] } }], "0.showIf.question"],
    [[{ key: "あ", kind: "text", label: "A" }], "0.key"],
  ])("is refused with the place of the mistake: %j", async (broken, path) => {
    const error = await publishForm(db, staff, broken).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Invalid);
    expect((error as Invalid).issues[0]!.path.join(".")).toBe(path);
  });

  it("of the shipped profiles is accepted", async () => {
    for (const city of ["sendai", "kawasaki"]) {
      const profile = JSON.parse(await readFile(`profiles/${city}.json`, "utf8"));
      expect(await publishForm(db, staff, profile.questions)).toBeGreaterThan(0);
    }
  });
});
