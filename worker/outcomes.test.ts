import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { resumeBroadcast, throttleBroadcast } from "#lib/broadcasts/handles.ts";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { expireDeliveries } from "#lib/deliveries/expire.ts";
import { openNotices } from "#lib/notices/notify.ts";
import { actor, exactlyOnce, type SendingCity, startSendingCity } from "#test/sending/city.ts";

let city: SendingCity;
beforeEach(async () => {
  city = await startSendingCity({ followers: 1100 });
});
afterEach(() => city.stop());

async function sendToEnd(more: object = {}): Promise<string> {
  await city.startWorker();
  const id = await city.send(more);
  await city.until(id, "sent");
  return id;
}

async function causes(): Promise<string[]> {
  return (await openNotices(city.db, actor)).map((notice) => notice.cause);
}

async function requests(endpoint = "multicast") {
  return (await city.control.ledger()).requests[endpoint];
}

const firstUser = async () => (await city.sql`select line_user_id as id from followers order by id`)[0]!.id as string;

it("409 is success: LINE had taken it and only the answer was lost", async () => {
  await city.control.addFault({ kind: "500-after", endpoint: "multicast", count: 1 });
  const id = await sendToEnd();
  expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
  expect((await requests())?.[409]).toBe(1);
  const [row] = await city.sql`select status, attempts, status_code from deliveries where status_code = 409`;
  expect(row).toEqual({ status: "accepted", attempts: 2, status_code: 409 });
});

it.each(["500-before", "500-after", "reset-before", "reset-after"] as const)(
  "%s is asked again with the same key and the same bytes",
  async (kind) => {
    await city.control.addFault({ kind, endpoint: "multicast", count: 3 });
    const id = await sendToEnd();
    expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
  },
);

it("an answer that never comes is asked for again after ten seconds", { timeout: 30_000 }, async () => {
  await city.control.addFault({ kind: "hang-after", endpoint: "multicast", count: 1 });
  await city.startWorker();
  const id = await city.send();
  await city.until(id, "sent", 20_000);
  expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
});

it("a 400 that names to[i] drops that one and flags the follower; the others get a new key", async () => {
  const bad = await firstUser();
  await city.control.addFault({ kind: "bad-id", userId: bad, endpoint: "multicast" });
  const id = await sendToEnd();
  expect(await city.comparison(id)).toEqual(exactlyOnce(1099));
  expect(await city.sql`select line_user_id from followers where invalid`).toEqual([{ line_user_id: bad }]);
  expect(await city.sql`select recipients from deliveries where status = 'rejected'`).toEqual([{ recipients: [bad] }]);
});

it("a 400 that names nobody is halved until the one at fault stands alone", async () => {
  const bad = await firstUser();
  await city.control.addFault({ kind: "bad-id", userId: bad, named: false, endpoint: "multicast" });
  const id = await sendToEnd();
  expect(await city.comparison(id)).toEqual(exactlyOnce(1099));
  const [row] = await city.sql`select sum(recipient_count)::int as people from deliveries where status = 'rejected'`;
  expect(row).toEqual({ people: 1 });
  expect(await causes()).toEqual([]);
});

it.each([
  ["401", "line.not_allowed"],
  ["403", "line.not_allowed"],
] as const)("%s pauses and tells staff; resumed, it goes on where it stopped", async (kind, cause) => {
  await city.control.addFault({ kind, endpoint: "multicast" });
  await city.startWorker();
  const id = await city.send();
  await city.until(id, "paused");
  expect(await causes()).toEqual([cause]);
  await city.control.clearFaults();
  await resumeBroadcast(city.db, actor, id);
  await city.until(id, "sent");
  expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
});

it("429 of the month's quota pauses and tells staff", async () => {
  await city.control.changeSettings({ quota: { type: "limited", value: 500 } });
  await city.startWorker();
  const id = await city.send();
  await city.until(id, "paused");
  await sleep(200);
  expect(await causes()).toEqual(["line.quota"]);
  await city.control.changeSettings({ quota: { type: "none" } });
  await resumeBroadcast(city.db, actor, id);
  await city.until(id, "sent");
  expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
});

it("429 of the rate slows everything for as long as LINE asks, and nobody is told", async () => {
  await city.control.addFault({ kind: "429-rate", endpoint: "multicast", count: 1, retryAfter: 1 });
  await city.startWorker();
  const begun = Date.now();
  const id = await city.send();
  await city.until(id, "sent");
  expect(Date.now() - begun).toBeGreaterThan(1000);
  expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
  expect(await causes()).toEqual([]);
});

it("a 429 of the broadcast call does not slow the multicasts of others", async () => {
  await city.control.addFault({ kind: "429-rate", endpoint: "broadcast", retryAfter: 5 });
  await city.startWorker();
  await city.send({ audience: { kind: "everyone" } });
  while (!(await requests("broadcast"))?.[429]) await sleep(20);
  const begun = Date.now();
  const id = await city.send({ messages: [{ type: "text", text: "ほかの配信" }] });
  await city.until(id, "sent");
  expect(Date.now() - begun).toBeLessThan(2000);
});

it("messages that LINE refuses pause the broadcast instead of being halved a thousand times", async () => {
  await city.startWorker();
  const { id } = await city.compose();
  await city.sql`update broadcasts set messages = '[{"type":"unknown"}]' where id = ${id}`;
  await scheduleBroadcast(city.db, actor, id);
  await city.until(id, "paused");
  expect(await causes()).toEqual([`broadcast.refused:${id}`]);
});

it("after 24 hours without an answer a person decides: not asked again, counted, told", async () => {
  await city.control.addFault({ kind: "500-before", endpoint: "multicast" });
  const worker = await city.startWorker();
  const id = await city.send();
  while (!(await requests())?.[500]) await sleep(20);
  await worker.stop();
  await city.sql`
    update deliveries set status = 'pending', first_attempt_at = now() - interval '24 hours', next_attempt_at = null`;
  await city.control.clearFaults();
  await city.startWorker();
  await sleep(700);
  expect((await city.control.ledger()).acceptances).toBe(0);
  await expireDeliveries(city.db);
  await city.until(id, "sent");
  expect(await city.sql`select distinct status from deliveries`).toEqual([{ status: "expired" }]);
  expect(await causes()).toEqual([`broadcast.expired:${id}`]);
});

it("who blocked us or is unknown to LINE is left out", async () => {
  await city.sql`update followers set friend = false where id <= 5`;
  await city.sql`update followers set invalid = true where id between 6 and 10`;
  const id = await sendToEnd();
  expect(await city.comparison(id)).toEqual(exactlyOnce(1090));
});

it("everyone is one broadcast call", async () => {
  await sendToEnd({ audience: { kind: "everyone" } });
  const ledger = await city.control.ledger();
  expect(ledger.requests.broadcast).toEqual({ 200: 1 });
  expect(ledger.requests.multicast).toBeUndefined();
});

it("each broadcast has its own unit; past 900 names a month the automatic ones of a rule and day share one", async () => {
  const origin = { source: "mail", sourceName: "警察" } as const;
  await city.startWorker();
  const own = await city.send({}, origin);
  await city.until(own, "sent");
  await city.sql`
    insert into broadcasts (id, title, status, messages, audience, lane, source, aggregation_unit, created_by, created_at, updated_at, started_at)
    select gen_random_uuid(), '', 'sent', '[]', '{}', 'normal', 'mail', 'b_' || n, '', now(), now(), now() from generate_series(1, 900) n`;
  const [one, other, byHand] = [await city.send({}, origin), await city.send({}, origin), await city.send()];
  const units = await Promise.all(
    [own, one, other, byHand].map(async (id) => (await city.until(id, "sent")).aggregationUnit!),
  );
  expect(units[0]).toMatch(/^b_[0-9a-f]{28}$/);
  expect(units[1]).toMatch(/^m_\d{8}_[0-9a-f]{16}$/);
  expect(units[2]).toBe(units[1]);
  expect(units[3]).toMatch(/^b_[0-9a-f]{28}$/);
});

it("a throttled broadcast keeps to its rate and lets others of its lane pass", async () => {
  await city.addFollowers(1101, 3100);
  await city.startWorker();
  const { id } = await city.compose();
  await throttleBroadcast(city.db, actor, id, 3);
  const begun = Date.now();
  await scheduleBroadcast(city.db, actor, id);
  const other = await city.send({ messages: [{ type: "text", text: "ほかの配信" }] });
  await city.until(other, "sent");
  expect((await city.read(id)).status).toBe("sending");
  await city.until(id, "sent");
  expect(Date.now() - begun).toBeGreaterThan(1800);
  expect(await city.comparison(id)).toEqual(exactlyOnce(3100));
});

it("another rate holds from the next request on, also for what waited for its turn", async () => {
  await city.startWorker();
  const { id } = await city.compose();
  await throttleBroadcast(city.db, actor, id, 20 / 3600);
  await scheduleBroadcast(city.db, actor, id);
  while (((await city.control.ledger()).acceptedRequests ?? 0) < 1) await sleep(20);
  await sleep(600);
  expect((await city.control.ledger()).acceptedRequests).toBe(1);
  await throttleBroadcast(city.db, actor, id, null);
  await city.until(id, "sent");
  expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
});

it("what cannot be written down goes back to waiting by itself", async () => {
  await city.sql`create function refuse() returns trigger language plpgsql as $$ begin
    if new.status = 'pending' and old.status = 'sending' and new.status_code = 500 and new.attempts = 1 then
      raise exception 'disk full'; end if; return new; end $$`;
  await city.sql`create trigger refuse before update on deliveries for each row execute function refuse()`;
  await city.control.addFault({ kind: "500-before", endpoint: "multicast", count: 2 });
  const id = await sendToEnd();
  expect(await city.comparison(id)).toEqual(exactlyOnce(1100));
});
