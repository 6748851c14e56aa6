import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { Actor } from "../actor.ts";
import { Invalid } from "../errors.ts";
import { changeFriendship } from "../followers/friendship.ts";
import { publishForm } from "../preferences/form.ts";
import { savePreferences } from "../preferences/save.ts";
import type { Answers } from "../preferences/schema.ts";
import { countAudience, countRule } from "./audience.ts";
import type { Rule } from "./schema.ts";

const actor: Actor = { kind: "system", task: "test" };
const wards = ["aoba", "izumi", "taihaku"].map((key) => ({ key, label: key }));
const topics = ["crime", "bear"].map((key) => ({ key, label: key }));

/** Residents by number, for reading the expectations below. */
const residents: (Answers | null)[] = [
  { ward: "aoba", topics: { crime: ["aoba", "izumi"] }, born: 1950 },
  { ward: "izumi", topics: { crime: ["izumi"], bear: ["aoba"] }, born: 1990 },
  { ward: "taihaku", interests: ["kids"], born: 2019 },
  { interests: ["kids", "art"] },
  null,
];

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database.client;
  await publishForm(db, actor, [
    { key: "ward", kind: "single", label: "区", choices: wards },
    {
      key: "interests",
      kind: "multiple",
      label: "関心",
      choices: [
        { key: "kids", label: "子育て" },
        { key: "art", label: "文化" },
      ],
    },
    { key: "topics", kind: "grid", label: "情報", rows: topics, columns: wards },
    { key: "born", kind: "number", label: "生まれた年" },
  ]);
  for (const [n, answers] of residents.entries()) {
    const lineUserId = `U${String(n).padStart(32, "0")}`;
    await changeFriendship(db, lineUserId, true, new Date());
    if (answers) await savePreferences(db, { kind: "follower", lineUserId }, answers);
  }
  await savePreferences(db, { kind: "follower", lineUserId: `U${"f".repeat(32)}` }, { ward: "aoba" });
});
afterAll(() => database.drop());

describe("a rule gives", () => {
  it.each<[string, Rule, number]>([
    ["those who chose one choice, only friends", { question: "ward", anyOf: ["aoba"] }, 1],
    ["any of several choices", { question: "ward", anyOf: ["aoba", "taihaku"] }, 2],
    ["a cell of a grid", { question: "topics", row: "crime", anyOf: ["izumi"] }, 2],
    ["a column of any row", { question: "topics", anyOf: ["aoba"] }, 2],
    [
      "both of two",
      {
        all: [
          { question: "interests", anyOf: ["kids"] },
          { question: "ward", anyOf: ["taihaku"] },
        ],
      },
      1,
    ],
    [
      "either of two",
      {
        any: [
          { question: "interests", anyOf: ["art"] },
          { question: "ward", anyOf: ["izumi"] },
        ],
      },
      2,
    ],
    ["those who did not choose, also who never answered", { not: { question: "ward", anyOf: ["aoba"] } }, 4],
    ["the registered", { registered: true }, 4],
    ["the unregistered", { not: { registered: true } }, 1],
    ["numbers from", { question: "born", from: 1990 }, 2],
    ["numbers to", { question: "born", to: 1950 }, 1],
    ["numbers between", { question: "born", from: 1951, to: 2018 }, 1],
    ["everyone for an empty all", { all: [] }, 5],
    [
      "not of both",
      {
        not: {
          all: [
            { question: "ward", anyOf: ["aoba"] },
            { question: "topics", row: "crime", anyOf: ["aoba"] },
          ],
        },
      },
      4,
    ],
  ])("%s", async (_, rule, expected) => {
    expect(await countRule(database.client.db, actor, rule)).toBe(expected);
    expect(await countAudience(database.client.db, { kind: "rule", rule })).toBe(expected);
  });

  it("counts by an operator whose cost does not grow with the options, and its index serves it", async () => {
    const [index] = await database.client.sql`
      select opcname from pg_index join pg_opclass on pg_opclass.oid = indclass[0]
      where indexrelid = 'followers_picks'::regclass`;
    expect(index!.opcname).toBe("gin__int_ops");
    const plan = await database.client.sql.begin(async (tx) => {
      await tx`set local enable_seqscan = off`;
      return tx`explain (format json) select from followers where picks && '{1}'::int[]`;
    });
    expect(JSON.stringify(plan)).toContain("followers_picks");
  });

  it.each<[unknown, string]>([
    [{ question: "nothing", anyOf: ["x"] }, "rule.question"],
    [{ question: "ward", anyOf: ["mars"] }, "rule.anyOf"],
    [{ question: "topics", row: "bread", anyOf: ["aoba"] }, "rule.row"],
    [{ all: [{ not: { question: "ward", from: 3 } }] }, "rule.all.0.not.question"],
  ])("a clear refusal for %j", async (rule, path) => {
    const error = await countRule(database.client.db, actor, rule).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Invalid);
    expect((error as Invalid).issues[0]!.path.join(".")).toBe(path);
  });

  it.each([
    { any: [] },
    { question: "ward" },
    { question: "born", from: 3, to: 1 },
    {},
    null,
    { question: "ward", anyOf: [] },
  ])("a refusal for what is no rule: %j", async (rule) => {
    await expect(countRule(database.client.db, actor, rule)).rejects.toThrow(Invalid);
  });

  it("nothing to those who may not look", async () => {
    const rule = { registered: true };
    await expect(countRule(database.client.db, { kind: "follower", lineUserId: "U" }, rule)).rejects.toThrow("権限");
  });
});
