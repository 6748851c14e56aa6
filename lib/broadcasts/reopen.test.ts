import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { Actor } from "../actor.ts";
import { Conflict } from "../errors.ts";
import { composeBroadcast, reviseBroadcast } from "./compose.ts";
import { cancelBroadcast, reopenBroadcast } from "./handles.ts";
import { scheduleBroadcast } from "./schedule.ts";
import { startBroadcast } from "./start.ts";

const actor: Actor = { kind: "system", task: "test" };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const input = {
  title: "断水のお知らせ",
  messages: [{ type: "text", text: "断水します" }],
  audience: { kind: "registered" },
  scheduledFor: "2030-01-01T12:05:00+09:00",
};

it("a reservation taken back to be changed is not sent at its old hour, and can be reserved anew", async () => {
  const { db } = database.client;
  const { id } = await composeBroadcast(db, actor, input, { source: "staff" });
  await scheduleBroadcast(db, actor, id);
  expect((await reopenBroadcast(db, actor, id)).status).toBe("draft");
  await startBroadcast(db, id);
  const revised = await reviseBroadcast(db, actor, id, { ...input, scheduledFor: "2030-01-01T13:05:00+09:00" });
  expect(revised.status).toBe("draft");
  expect(await scheduleBroadcast(db, actor, id)).toMatchObject({
    status: "scheduled",
    scheduledFor: new Date("2030-01-01T13:05:00+09:00"),
  });
});

it("what has been canceled cannot be reopened", async () => {
  const { db } = database.client;
  const { id } = await composeBroadcast(db, actor, input, { source: "staff" });
  await cancelBroadcast(db, actor, id);
  await expect(reopenBroadcast(db, actor, id)).rejects.toThrow(Conflict);
});
