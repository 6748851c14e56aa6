import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { followerCounts } from "#db/schema/followers.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden, Invalid } from "../errors.ts";
import { publishForm } from "../preferences/form.ts";
import { savePreferences } from "../preferences/save.ts";
import { readSetting } from "../settings/settings.ts";
import { answerDistribution } from "./distribution.ts";
import { changeFriendship } from "./friendship.ts";
import { followersOverTime, noteFollowerCounts } from "./over-time.ts";
import { saveSmallestCell } from "./smallest-cell.ts";

let database: TestDatabase;
const system = { kind: "system", task: "test" } as const;

function staff(permission: "none" | "view" | "edit"): Actor {
  return { kind: "staff", id: randomUUID(), name: "職員", department: null, permissions: everywhere(permission) };
}

const choice = (key: string) => ({ key, label: key });
const questions = [
  { key: "ward", kind: "single", label: "区", choices: ["aoba", "izumi", "taihaku"].map(choice) },
  { key: "likes", kind: "multiple", label: "好み", choices: ["a", "b"].map(choice) },
  { key: "topics", kind: "grid", label: "話題", rows: [choice("crime")], columns: ["aoba", "izumi"].map(choice) },
  { key: "born", kind: "number", label: "生まれた年" },
  { key: "say", kind: "text", label: "ひとこと" },
];

beforeAll(async () => {
  database = await createTestDatabase();
  await publishForm(database.client.db, system, questions);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate followers cascade`;
  await database.client.sql`truncate settings, follower_counts`;
});

let people = 0;

async function register(count: number, answers: object, { friend = true } = {}): Promise<void> {
  const { db } = database.client;
  for (let one = 0; one < count; one++) {
    const lineUserId = `U${String(++people).padStart(32, "0")}`;
    if (friend) await changeFriendship(db, lineUserId, true, new Date());
    await savePreferences(db, { kind: "follower", lineUserId }, answers);
  }
}

const partsOf = async (key: string) => {
  const { questions: all } = await answerDistribution(database.client.db, staff("view"));
  const found = all.find((question) => question.key === key)!;
  return "parts" in found ? found.parts.map(({ label, people: count }) => [label, count]) : found.rows;
};

it("counts friends who registered, question by question, and no free text", async () => {
  await register(12, { ward: "aoba", likes: ["a", "b"], topics: { crime: ["aoba"] }, born: 1980 });
  await register(11, { ward: "izumi", say: "秘密" });
  await register(10, { ward: "taihaku", likes: ["b"] });
  await register(10, {});
  await register(5, { ward: "aoba" }, { friend: false });
  const { whole, questions: all } = await answerDistribution(database.client.db, staff("view"));
  expect(whole).toBe(43);
  expect(all.map(({ key }) => key)).toEqual(["ward", "likes", "topics", "born"]);
  expect(JSON.stringify(all)).not.toContain("秘密");
  expect(await partsOf("ward")).toEqual([
    ["aoba", 12],
    ["izumi", 11],
    ["taihaku", 10],
    ["回答なし", 10],
  ]);
  expect(await partsOf("likes")).toEqual([
    ["a", 12],
    ["b", 22],
  ]);
  expect(await partsOf("topics")).toMatchObject([{ cells: [{ people: 12 }, { people: null }] }]);
  expect(await partsOf("born")).toEqual([
    ["1980", 12],
    ["回答なし", 31],
  ]);
});

it("hides few people, and whoever could be worked out by taking the others from the whole", async () => {
  await register(20, { ward: "aoba", likes: ["a"] });
  await register(3, { ward: "izumi" });
  await register(15, { ward: "taihaku", likes: ["a"] });
  expect(await partsOf("ward")).toEqual([
    ["aoba", 20],
    ["izumi", null],
    ["taihaku", null],
    ["回答なし", null],
  ]);
  expect(await partsOf("likes")).toEqual([
    ["a", null],
    ["b", null],
  ]);
  await saveSmallestCell(database.client.db, staff("edit"), 3);
  expect(await partsOf("likes")).toEqual([
    ["a", 35],
    ["b", null],
  ]);
});

it("keeps what a retired choice counted as one part, so that the parts add up", async () => {
  const { db } = database.client;
  await register(12, { ward: "aoba" });
  await register(12, { ward: "izumi" });
  await publishForm(db, system, [{ ...questions[0], choices: ["aoba", "taihaku"].map(choice) }, ...questions.slice(1)]);
  await saveSmallestCell(db, staff("edit"), 3);
  expect(await partsOf("ward")).toContainEqual(["以前の選択肢", 12]);
  await publishForm(db, system, questions);
});

it("counts merged choices as one, and whoever had chosen both of them once", async () => {
  const { db } = database.client;
  await register(12, { likes: ["a", "b"], ward: "izumi" });
  await register(11, { likes: ["b"], ward: "aoba" });
  await register(10, {});
  const into = (key: string, other: string) => ({ ...choice(key), retired: true, mergedInto: other });
  await publishForm(db, system, [
    { ...questions[0], choices: [choice("aoba"), into("izumi", "aoba"), choice("taihaku")] },
    { ...questions[1], choices: [into("a", "b"), choice("b")] },
    ...questions.slice(2),
  ]);
  await saveSmallestCell(db, staff("edit"), 3);
  expect(await partsOf("likes")).toEqual([["b", 23]]);
  expect(await partsOf("ward")).toContainEqual(["aoba", 23]);
  await publishForm(db, system, questions);
});

it("is for those who may see analytics; the limit is set by those who may change settings", async () => {
  const { db } = database.client;
  await expect(answerDistribution(db, staff("none"))).rejects.toThrow(Forbidden);
  await expect(saveSmallestCell(db, staff("view"), 20)).rejects.toThrow(Forbidden);
  await expect(saveSmallestCell(db, staff("edit"), 1)).rejects.toThrow(Invalid);
  expect(await readSetting(db, "smallestCell")).toBe(10);
});

it("keeps each night's counts, and shows this moment as today", async () => {
  const { db } = database.client;
  await db.insert(followerCounts).values({ day: "2020-01-01", friends: 1, registered: 1, blocked: 0 });
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
  await db.insert(followerCounts).values({ day: yesterday, friends: 7, registered: 2, blocked: 1 });
  await noteFollowerCounts(db);
  await register(2, {});
  await noteFollowerCounts(db);
  expect(await followersOverTime(db, staff("view"), 30)).toMatchObject([
    { day: yesterday, friends: 7, blocked: 1 },
    { friends: 2, registered: 2, blocked: 0 },
  ]);
});
