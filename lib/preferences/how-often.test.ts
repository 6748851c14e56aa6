import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { Rule } from "../segments/schema.ts";
import { frequencies, howOften } from "./how-often.ts";
import type { Question } from "./schema.ts";

const part = (key: string) => ({ key, label: key });
const topics: Question = {
  ...{ key: "topics", kind: "grid", label: "t", rows: ["crime", "bear"].map(part) },
  columns: ["aoba", "izumi", "taihaku", "miyagino"].map(part),
};
const likes: Question = {
  ...{ key: "likes", kind: "multiple", label: "l" },
  choices: [part("art"), part("sport"), { ...part("football"), retired: true, mergedInto: "sport" }],
};
const crime = (...anyOf: string[]): Rule => ({ question: "topics", row: "crime", anyOf });

it("counts for one place of a grid, and each topic of a list", () => {
  const rules: Rule[] = [
    crime("aoba"),
    crime("aoba", "izumi", "taihaku", "miyagino"),
    { any: [crime("aoba", "izumi"), { question: "topics", row: "bear", anyOf: ["aoba"] }] },
    { all: [{ question: "likes", anyOf: ["art", "football"] }, { not: { question: "likes", anyOf: ["sport"] } }] },
    { registered: true },
  ];
  expect(frequencies([topics, likes], rules, 1)).toEqual({
    topics: { crime: 1.75, bear: 0.25 },
    likes: { art: 1, sport: 1 },
  });
  expect(frequencies([topics], rules, 3).topics).toEqual({ crime: 0.58, bear: 0.08 });
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("looks at what was really sent in the last three months, and says nothing while there is nothing", async () => {
  const { db } = database.client;
  expect(await howOften(db, [topics])).toEqual({});
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const row = (status: "sent" | "canceled" | "draft", startedAt: Date | null) => ({
    ...{ id: randomUUID(), title: "t", status, messages: [], audience: {}, lane: "normal" as const },
    ...{ source: "mail" as const, createdBy: "t", createdAt: ago(1), updatedAt: ago(1), startedAt },
    freezeRule: crime("aoba", "izumi", "taihaku", "miyagino"),
  });
  await db
    .insert(broadcasts)
    .values([row("sent", ago(60)), row("sent", ago(2)), row("sent", ago(200)), row("canceled", null)]);
  expect(await howOften(db, [topics])).toEqual({ topics: { crime: 1, bear: 0 } });
});
