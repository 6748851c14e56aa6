import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { Actor } from "../actor.ts";
import { writeSetting } from "../settings/settings.ts";
import { composeBroadcast } from "./compose.ts";
import { scheduleBroadcast } from "./schedule.ts";

const actor: Actor = { kind: "system", task: "test" };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Seconds between the reservation and when its job may run. */
async function delayOf(scheduledFor: string, lane: "normal" | "urgent"): Promise<number> {
  const { db, sql } = database.client;
  const input = {
    title: "t",
    messages: [{ type: "text", text: "t" }],
    audience: { kind: "registered" },
    scheduledFor,
    lane,
  };
  const { id } = await composeBroadcast(db, actor, input, { source: "staff" });
  await scheduleBroadcast(db, actor, id);
  const [job] = await sql`select run_at from graphile_worker.jobs where key = ${`broadcast.start:${id}`}`;
  return (Date.parse(job!.run_at) - Date.parse(scheduledFor)) / 1000;
}

describe("a reservation", () => {
  it("for the full hour begins within some seconds after it, and not all at the same one", async () => {
    const delays = await Promise.all(Array.from({ length: 12 }, () => delayOf("2030-01-01T12:00:00+09:00", "normal")));
    for (const delay of delays) expect(delay).toBeGreaterThanOrEqual(0);
    for (const delay of delays) expect(delay).toBeLessThanOrEqual(30);
    expect(new Set(delays).size).toBeGreaterThan(6);
  });

  it("is kept to the second when it is urgent, or at another minute, or when staff turned spreading off", async () => {
    expect(await delayOf("2030-01-01T12:00:00+09:00", "urgent")).toBe(0);
    expect(await delayOf("2030-01-01T12:01:00+09:00", "normal")).toBe(0);
    await writeSetting(database.client.db, "spreadSeconds", 0);
    expect(await delayOf("2030-01-01T12:00:00+09:00", "normal")).toBe(0);
  });
});
