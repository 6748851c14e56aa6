import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { composeBroadcast } from "../broadcasts/compose.ts";
import { Conflict, Forbidden, Invalid } from "../errors.ts";
import { publishForm } from "../preferences/form.ts";
import { addDepartment } from "../staff/departments.ts";
import { createSegment } from "./create.ts";
import { readSegment, retireSegment } from "./saved.ts";
import { segmentUse, segmentUses } from "./use.ts";

const editor: Actor = { kind: "staff", id: "1", name: "広報", permissions: everywhere("send"), department: null };
const rule = { question: "ward", anyOf: ["aoba"] };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await publishForm(database.client.db, editor, [
    { key: "ward", kind: "single", label: "区", choices: [{ key: "aoba", label: "青葉区" }] },
  ]);
});
afterAll(() => database.drop());

it("gives a key of its own to each that comes without one, and records who made it", async () => {
  const { db, sql } = database.client;
  expect((await createSegment(db, editor, { name: "青葉区", rule })).key).toBe("ward-aoba");
  expect((await createSegment(db, editor, { name: "青葉区の方", rule })).key).toBe("ward-aoba-2");
  expect(await readSegment(db, editor, "ward-aoba-2")).toEqual({ key: "ward-aoba-2", name: "青葉区の方", rule });
  const log = await sql`select subject from activities where action = 'segment.create' order by at`;
  expect(log.map((row) => row.subject)).toEqual(["segment:ward-aoba", "segment:ward-aoba-2"]);
});

it("never takes over a key that something else has or had", async () => {
  const { db } = database.client;
  await createSegment(db, editor, { key: "mine", name: "一つ目", rule });
  await expect(createSegment(db, editor, { key: "mine", name: "二つ目", rule })).rejects.toThrow(Invalid);
  await retireSegment(db, editor, "mine");
  await expect(createSegment(db, editor, { key: "mine", name: "三つ目", rule })).rejects.toThrow(
    "すでに使われています",
  );
});

it("knows what relies on a segment, which then cannot go", async () => {
  const { db } = database.client;
  await createSegment(db, editor, { key: "used", name: "使う", rule });
  const broadcast = await composeBroadcast(
    db,
    editor,
    { title: "お知らせ", messages: [{ type: "text", text: "本文" }], audience: { kind: "segment", key: "used" } },
    { source: "staff" },
  );
  const use = { mailRules: [], broadcasts: [{ id: broadcast.id, title: "お知らせ" }], elsewhere: 0 };
  expect(await segmentUse(db, editor, "used")).toEqual(use);
  expect([...(await segmentUses(db, editor))]).toEqual([["used", use]]);
  await expect(retireSegment(db, editor, "used")).rejects.toThrow(Conflict);
});

it("names only the broadcasts that whoever asks may see, and counts the rest; all keep the segment", async () => {
  const { db } = database.client;
  const [own, other] = [await addDepartment(db, editor, "防犯課"), await addDepartment(db, editor, "保育課")];
  await createSegment(db, editor, { key: "shared", name: "両方", rule });
  const compose = (title: string, department: typeof own) =>
    composeBroadcast(
      db,
      { ...editor, department },
      { title, messages: [{ type: "text", text: "本文" }], audience: { kind: "segment", key: "shared" } },
      { source: "staff" },
    );
  const ours = await compose("防犯", own);
  await compose("入園の秘密", other);
  await compose("入園の秘密その2", other);
  const seen = { mailRules: [], broadcasts: [{ id: ours.id, title: "防犯" }], elsewhere: 2 };
  expect(await segmentUse(db, { ...editor, department: own }, "shared")).toEqual(seen);
  expect((await segmentUses(db, { ...editor, department: own })).get("shared")).toEqual(seen);
  const blind = { ...editor, permissions: { ...everywhere("none"), segments: "view" } } as const;
  expect(await segmentUse(db, blind, "shared")).toEqual({ mailRules: [], broadcasts: [], elsewhere: 3 });
  await expect(retireSegment(db, { ...editor, department: own }, "shared")).rejects.toThrow(Conflict);
});

it("refuses what the form does not know, and whoever may only look", async () => {
  const { db } = database.client;
  const unknown = { name: "火星", rule: { question: "ward", anyOf: ["mars"] } };
  await expect(createSegment(db, editor, unknown)).rejects.toThrow(Invalid);
  await expect(
    createSegment(db, { ...editor, permissions: everywhere("view") }, { name: "見る", rule }),
  ).rejects.toThrow(Forbidden);
});
