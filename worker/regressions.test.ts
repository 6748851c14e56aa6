import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from "#lib/broadcasts/handles.ts";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { startBroadcast } from "#lib/broadcasts/start.ts";
import { sweep } from "#lib/broadcasts/sweep.ts";
import { freezeNext } from "#lib/deliveries/freeze.ts";
import { openNotices } from "#lib/notices/notify.ts";
import { actor, exactlyOnce, type SendingCity, startSendingCity } from "#test/sending/city.ts";

/** Bugs that other bulk senders had (listmonk, Mautic). Each has its test here, by name. */
let city: SendingCity;
afterEach(() => city.stop());

const people = 5300;

describe("resume after pause sends again (listmonk #2070, #2313)", () => {
  it("pauses at once, resumes, and nobody has it twice", async () => {
    city = await startSendingCity({ followers: people, rate: 8, latencyMs: 20 });
    await city.startWorker();
    const id = await city.send();
    await acceptedRequests(3);
    await pauseBroadcast(city.db, actor, id, "確認");
    await sleep(150);
    const held = await requests();
    await sleep(300);
    expect(await requests()).toBe(held);
    expect(held).toBeLessThan(8);
    await resumeBroadcast(city.db, actor, id);
    await city.until(id, "sent");
    expect(await city.comparison(id)).toEqual(exactlyOnce(people));
  });

  it("counts what LINE accepts after the pause, and finishes when resumed with nothing left", async () => {
    city = await startSendingCity({ followers: 400 });
    await city.control.addFault({ kind: "hang-after", latencyMs: 400, endpoint: "multicast" });
    await city.startWorker();
    const id = await city.send();
    await delivery(id, "sending");
    await pauseBroadcast(city.db, actor, id, "確認");
    await delivery(id, "accepted");
    expect((await city.read(id)).status).toBe("paused");
    await resumeBroadcast(city.db, actor, id);
    await city.until(id, "sent");
    expect(await city.comparison(id)).toEqual(exactlyOnce(400));
  });

  it("a stop keeps what was under way counted and sends nothing more", async () => {
    city = await startSendingCity({ followers: people, rate: 30, latencyMs: 200 });
    await city.startWorker();
    const id = await city.send();
    await delivery(id, "sending");
    await stopBroadcast(city.db, actor, id);
    await sleep(700);
    const { acceptances } = await city.control.ledger();
    const [row] = await city.sql`
      select sum(recipient_count) filter (where status = 'accepted')::int as accepted,
        count(*) filter (where status = 'sending')::int as stuck from deliveries`;
    expect(row).toEqual({ accepted: acceptances, stuck: 0 });
    expect(acceptances).toBeLessThan(people);
    expect((await city.read(id)).status).toBe("stopped");
  });
});

describe("finished with rows missing (listmonk #2278, #2168, #2591, #2860)", () => {
  it("is not sent while the audience is still being frozen, however fast the first ones are", async () => {
    city = await startSendingCity({ followers: 1200 });
    const { id } = await city.compose();
    await prepare(id);
    await freezeNext(city.db, id);
    await city.startWorker();
    await delivery(id, "accepted");
    await sleep(100);
    expect((await city.read(id)).status).toBe("sending");
    await startBroadcast(city.db, id);
    await city.until(id, "sent");
    expect(await city.comparison(id)).toEqual(exactlyOnce(1200));
  });

  it("a crash between the last acceptance and the end leaves nothing running for ever", async () => {
    city = await startSendingCity({ followers: 700 });
    const worker = await city.startWorker();
    const id = await city.send();
    await city.until(id, "sent");
    await worker.stop();
    await city.sql`update broadcasts set status = 'sending'`;
    await sweep(city.db);
    expect((await city.read(id)).status).toBe("sent");
  });

  it("tells staff if ever a person of the audience stands in no delivery", async () => {
    city = await startSendingCity({ followers: 700 });
    await city.startWorker();
    const id = await city.send();
    await city.until(id, "sent");
    await sweep(city.db);
    expect(await openNotices(city.db, actor)).toEqual([]);
    await city.sql`delete from deliveries where id = (select max(id) from deliveries)`;
    await sweep(city.db);
    expect((await openNotices(city.db, actor)).map((notice) => notice.cause)).toEqual([`broadcast.missing:${id}`]);
  });
});

describe("parallel timers send twice (Mautic #1737, #2215, #9880)", () => {
  it("two workers, five start jobs at once: everybody once", async () => {
    city = await startSendingCity({ followers: people, latencyMs: 20 });
    await Promise.all([city.startWorker(), city.startWorker()]);
    const id = await city.send();
    await Promise.all(Array.from({ length: 5 }, () => startBroadcast(city.db, id)));
    await city.until(id, "sent");
    expect(await city.comparison(id)).toEqual(exactlyOnce(people));
  });
});

describe("schedule fires hours late (listmonk #1801)", () => {
  it("waits for a person, and staff are told", async () => {
    city = await startSendingCity({ followers: 10 });
    const { id } = await city.compose();
    await scheduleBroadcast(city.db, actor, id);
    const threeHoursAgo = new Date(Date.now() - 3 * 3_600_000);
    await city.db.update(broadcasts).set({ scheduledFor: threeHoursAgo }).where(eq(broadcasts.id, id));
    await city.startWorker();
    await city.until(id, "draft");
    expect((await city.control.ledger()).acceptances).toBe(0);
    expect((await openNotices(city.db, actor)).map((notice) => notice.cause)).toEqual([`broadcast.late:${id}`]);
  });
});

describe("list changed while sending (listmonk #2860)", () => {
  it("the audience is of its moment: who joins later is not in it, nobody is skipped or repeated", async () => {
    city = await startSendingCity({ followers: 1500 });
    const { id } = await city.compose();
    await prepare(id);
    await freezeNext(city.db, id);
    await city.addFollowers(1501, 2500);
    await city.sql`update followers set registered_at = now(), picks = '{1}' where id <= 300`;
    await city.startWorker();
    await startBroadcast(city.db, id);
    await city.until(id, "sent");
    expect(await city.comparison(id)).toEqual(exactlyOnce(1500));
    expect((await city.read(id)).audienceCount).toBe(1500);
  });
});

/** As `startBroadcast` begins, without going on. */
async function prepare(id: string): Promise<void> {
  await city.sql`
    update broadcasts set status = 'sending', started_at = now(), freeze_rule = '{"registered":true}',
      freeze_until = (select max(id) from followers) where id = ${id}`;
}

async function requests(): Promise<number> {
  return (await city.control.ledger()).acceptedRequests;
}

async function acceptedRequests(least: number): Promise<void> {
  while ((await requests()) < least) await sleep(10);
}

async function delivery(id: string, status: string): Promise<void> {
  const there = () => city.sql`select 1 from deliveries where broadcast_id = ${id} and status = ${status} limit 1`;
  while ((await there()).length === 0) await sleep(10);
}
