import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activities } from "#db/schema/activity.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden, Invalid } from "../errors.ts";
import { applyProfile } from "./apply.ts";
import { exportProfile } from "./export.ts";

const actor: Actor = { kind: "system", task: "test" };
let database: TestDatabase;
let db: TestDatabase["client"]["db"];

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.client.db;
});
afterAll(() => database.drop());

async function shipped(city: string) {
  return JSON.parse(await readFile(`profiles/${city}.json`, "utf8"));
}

async function issueOf(profile: unknown): Promise<string> {
  const error = await applyProfile(db, actor, profile).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Invalid);
  return (error as Invalid).issues[0]!.path.join(".");
}

describe.each(["sendai", "kawasaki"])("the profile of %s", (city) => {
  it("applied twice changes nothing, and what is exported can be applied", async () => {
    await applyProfile(db, actor, await shipped(city));
    const first = await exportProfile(db, actor);
    await applyProfile(db, actor, await shipped(city));
    expect(await exportProfile(db, actor)).toEqual(first);
    await applyProfile(db, actor, structuredClone(first));
    expect(await exportProfile(db, actor)).toEqual(first);
  });
});

describe("a profile", () => {
  it("with an error names the path in the file and leaves everything as it was", async () => {
    await applyProfile(db, actor, await shipped("sendai"));
    const before = await exportProfile(db, actor);
    const broken = {
      ...(await shipped("kawasaki")),
      segments: [{ key: "x", name: "X", rule: { question: "nothing", anyOf: ["a"] } }],
    };
    expect(await issueOf(broken)).toBe("segments.0.rule.question");
    expect(await exportProfile(db, actor)).toEqual(before);
  });

  it.each([
    [{ version: 2 }, "version"],
    [{ city: {} }, "city.name"],
    [{ surprise: 1 }, ""],
    [{ questions: [{ key: "a", kind: "single", label: "A" }] }, "questions.0"],
    [{ greeting: { messages: [] } }, "greeting.messages"],
    [{ settings: { spreadSeconds: -1 } }, "settings.spreadSeconds"],
    [{ testRecipients: [{ name: "a", lineUserId: "x" }] }, "testRecipients.0.lineUserId"],
  ])("refuses %j", async (change, path) => {
    expect(await issueOf({ ...(await shipped("sendai")), ...change })).toBe(path);
  });

  it("refuses a mail rule whose route leads nowhere", async () => {
    const profile = await shipped("sendai");
    profile.mail.rules[0].audience = { kind: "route", question: "topics", row: "bread" };
    expect(await issueOf(profile)).toBe("mail.rules.0.audience.row");
    profile.mail.rules[0].audience = { kind: "segment", key: "nobody" };
    expect(await issueOf(profile)).toMatch(/^mail\.rules\.0/);
  });

  it("sets what it names and leaves the other settings alone", async () => {
    await applyProfile(db, actor, { ...(await shipped("sendai")), settings: { spreadSeconds: 0, own: "x" } });
    await applyProfile(db, actor, await shipped("sendai"));
    expect((await exportProfile(db, actor)).settings).toMatchObject({ spreadSeconds: 0 });
  });

  it("is applied only by who may, and recorded", async () => {
    const viewer: Actor = { kind: "staff", id: "1", name: "閲覧", permissions: everywhere("view"), department: null };
    await expect(applyProfile(db, viewer, await shipped("sendai"))).rejects.toThrow(Forbidden);
    const recorded = await db.select({ action: activities.action }).from(activities);
    expect(recorded.map((row) => row.action)).toContain("profile.apply");
  });
});
