import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { activities } from "#db/schema/activity.ts";
import { everywhere } from "#lib/actor.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { chainActivities } from "./sequence.ts";
import { stampOf } from "./stamp.ts";
import { verifyActivities } from "./verify.ts";

/** `ACTIVITY_ROWS=1000000 npx vitest run lib/activity/volume.test.ts` measures what the requirement says. */
const rows = Number(process.env.ACTIVITY_ROWS ?? 20_000);
const actor = {
  kind: "staff",
  id: randomUUID(),
  name: "防災課 山田",
  permissions: everywhere("send"),
  department: null,
} as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  for (let n = 0; n < rows; n += 2500) await database.client.db.insert(activities).values(changes(n, 2500));
}, 600_000);
afterAll(() => database.drop());

it("rows are verified by the thousand each second", { timeout: 600_000 }, async () => {
  const { db } = database.client;
  const chained = await seconds(async () => {
    while (await chainActivities(db));
  });
  const verified = await seconds(async () => {
    expect(await verifyActivities(db, actor, "/nowhere/heads.jsonl")).toMatchObject({ ok: true, rows });
  });
  console.log(`${rows} rows: chained in ${chained.toFixed(1)} s, verified in ${verified.toFixed(1)} s`);
  // In the suite other tests take most of the machine; alone, a million take about 20 s on two cores.
  expect((verified / rows) * 1_000_000).toBeLessThan(rows < 1_000_000 ? 240 : 60);
  expect(rows / chained).toBeGreaterThan(300);
});

async function seconds(act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

function changes(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.now() + from + index);
    const said = { id: randomUUID(), action: "broadcast.schedule", subject: `broadcast:${randomUUID()}` };
    const detail = { scheduledFor: at.toISOString(), audience: "segment", count: from + index };
    const text = { at: at.toISOString().replace("Z", "000Z"), actor: JSON.stringify(actor) };
    return { ...said, at, actor, detail, stamp: stampOf({ ...said, ...text, detail: JSON.stringify(detail) }) };
  });
}
