import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { departments } from "#db/schema/staff.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { composeBroadcast } from "../broadcasts/compose.ts";
import { broadcastDetail } from "../broadcasts/read.ts";
import { sweep } from "../broadcasts/sweep.ts";
import { now } from "../clock.ts";
import { Conflict, Forbidden, NotFound } from "../errors.ts";
import { openNotices } from "../notices/notify.ts";
import { expireDeliveries } from "./expire.ts";
import { letGoExpired, resendExpired, undecidedExpired } from "./expired.ts";

const system: Actor = { kind: "system", task: "test" };
const department = { id: randomUUID(), name: "防犯課" };
const staff = (permission: "edit" | "send", own: typeof department | null = null): Actor => ({
  kind: "staff",
  id: randomUUID(),
  name: "佐藤",
  permissions: everywhere(permission),
  department: own,
});
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.client.db.insert(departments).values({ ...department, createdAt: now() });
});
afterAll(() => database.drop());

const db = () => database.client.db;
const causes = async () => (await openNotices(db(), system)).map(({ cause }) => cause);

/** One delivery LINE took, and one of which nobody knows. */
async function halfExpired(status: BroadcastStatus): Promise<string> {
  const input = { title: "t", messages: [{ type: "text", text: "t" }], audience: { kind: "registered" } };
  const { id } = await composeBroadcast(db(), system, input, { source: "staff" });
  await database.client.sql`
    update broadcasts set status = 'sending', frozen = true, audience_count = 5, started_at = now() where id = ${id}`;
  await database.client.sql`
    insert into deliveries (broadcast_id, call, lane, status, retry_key, recipients, recipient_count, first_attempt_at)
    values (${id}, 'multicast', 'normal', 'accepted', gen_random_uuid(), '{U1,U2}', 2, now()),
      (${id}, 'multicast', 'normal', 'pending', gen_random_uuid(), '{U3,U4,U5}', 3, now() - interval '24 hours')`;
  await expireDeliveries(db());
  await database.client.sql`update broadcasts set status = ${status} where id = ${id}`;
  return id;
}

const rowsOf = (id: string) => database.client.sql`
  select status, decision, recipients, retry_key from deliveries where broadcast_id = ${id} order by id`;

describe("what expired", () => {
  it("is sent once more to the same people under a new key, counts them once, and closes the notice", async () => {
    const id = await halfExpired("sent");
    expect(await causes()).toContain(`broadcast.expired:${id}`);
    expect(await undecidedExpired(db(), system, id)).toEqual({ people: 3, forgotten: 0 });
    expect(await resendExpired(db(), staff("send"), id)).toBe(3);
    const [, expired, again] = await rowsOf(id);
    expect(expired).toMatchObject({ status: "expired", decision: "resent" });
    expect(again).toMatchObject({ status: "pending", decision: null, recipients: ["U3", "U4", "U5"] });
    expect(again!.retry_key).not.toBe(expired!.retry_key);
    expect(await broadcastDetail(db(), system, id)).toMatchObject({
      status: "sending",
      finishedAt: null,
      progress: { accepted: 2, rejected: 0, pending: 3, expired: 0 },
    });
    expect(await causes()).not.toContain(`broadcast.expired:${id}`);

    await database.client
      .sql`update deliveries set status = 'accepted' where broadcast_id = ${id} and status = 'pending'`;
    await sweep(db());
    const { status, progress } = await broadcastDetail(db(), system, id);
    expect([status, progress.accepted]).toEqual(["sent", 5]);
    expect(await causes()).not.toContain(`broadcast.missing:${id}`);
  });

  it("is let go: nothing more is sent, the people stay counted as expired, the notice closes", async () => {
    const id = await halfExpired("sent");
    await letGoExpired(db(), staff("send"), id);
    expect(await rowsOf(id)).toHaveLength(2);
    expect((await broadcastDetail(db(), system, id)).progress.expired).toBe(3);
    expect(await causes()).not.toContain(`broadcast.expired:${id}`);
    await expect(letGoExpired(db(), system, id)).rejects.toThrow(Conflict);
    await expect(resendExpired(db(), system, id)).rejects.toThrow(Conflict);
  });

  it("is sent once, however many decide at the same moment", async () => {
    const id = await halfExpired("sent");
    const answers = await Promise.allSettled([1, 2, 3].map(() => resendExpired(db(), staff("send"), id)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rowsOf(id)).toHaveLength(3);
  });

  it.each<[BroadcastStatus, BroadcastStatus | null]>([
    ["sent", "sending"],
    ["sending", "sending"],
    ["paused", "paused"],
    ["stopped", null],
    ["canceled", null],
  ])("of a broadcast that is %s leaves it %s", async (before, after) => {
    const id = await halfExpired(before);
    if (after) await resendExpired(db(), system, id);
    else await expect(resendExpired(db(), system, id)).rejects.toThrow(Conflict);
    expect((await broadcastDetail(db(), system, id)).status).toBe(after ?? before);
  });

  it("cannot be sent to those whom nobody remembers, but let go", async () => {
    const id = await halfExpired("sent");
    await database.client.sql`update deliveries set recipients = null where broadcast_id = ${id}`;
    expect(await undecidedExpired(db(), system, id)).toEqual({ people: 3, forgotten: 3 });
    await expect(resendExpired(db(), system, id)).rejects.toThrow(Conflict);
    await letGoExpired(db(), system, id);
  });

  it("is decided by who may send, in their own department", async () => {
    const id = await halfExpired("sent");
    for (const verb of [resendExpired, letGoExpired]) {
      await expect(verb(db(), staff("edit"), id)).rejects.toThrow(Forbidden);
      await expect(verb(db(), staff("send", department), id)).rejects.toThrow(NotFound);
    }
  });
});
