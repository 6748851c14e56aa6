import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { startCity } from "#test/city.ts";
import { testEnvironment } from "#test/environment.ts";
import { expect, test } from "./fixtures.ts";

/** Counts how often it was told of each event. */
async function startBot() {
  const heard = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { events } = JSON.parse(Buffer.concat(chunks).toString()) as { events: { webhookEventId: string }[] };
    for (const { webhookEventId: id } of events) heard.set(id, (heard.get(id) ?? 0) + 1);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard, close: () => server.close() };
}

/** Calls LINE's door; gives back the event's id when it was answered 200. */
async function call(url: string): Promise<string | null> {
  const id = randomUUID();
  const message = { type: "text", id, text: "絵文字🤨" };
  const context = { mode: "active", timestamp: Date.now(), replyToken: id, deliveryContext: { isRedelivery: false } };
  const event = { type: "message", message, webhookEventId: id, source: { type: "user", userId: "U1" }, ...context };
  const raw = JSON.stringify({ destination: "U", events: [event] });
  const signature = createHmac("sha256", testEnvironment.LINE_CHANNEL_SECRET).update(raw).digest("base64");
  const headers = { "content-type": "application/json", "x-line-signature": signature };
  const answer = await fetch(`${url}/api/line/webhook`, { method: "POST", body: raw, headers }).catch(() => null);
  return answer?.status === 200 ? id : null;
}

test("when web is killed under load, every call that was answered is kept, and told to the chatbot at most once", async () => {
  test.setTimeout(120_000);
  const bot = await startBot();
  const city = await startCity();
  const chatbot = JSON.stringify({ destinations: [{ name: "AI", url: bot.url, enabled: true }] });
  await city.client
    .sql`insert into settings (name, value, updated_at) values ('chatbot', ${chatbot}::text::jsonb, now())`;
  const calls: Promise<string | null>[] = [];
  const load = async (count: number) => {
    for (let one = 0; one < count; one++) {
      calls.push(call(city.url));
      await sleep(8);
    }
  };
  const loading = load(400);
  await sleep(1200);
  await city.web.kill();
  await city.web.start();
  await loading;
  await load(20);
  const answered = (await Promise.all(calls)).filter((id) => id !== null);
  expect(answered.length).toBeGreaterThan(50);
  expect(answered.length).toBeLessThan(calls.length);

  const kept = await city.client.sql`select webhook_event_id as id from events`;
  const known = new Set(kept.map((row) => row.id));
  expect(answered.filter((id) => !known.has(id))).toEqual([]);
  const open = () => city.client.sql`select 1 from forwardings where finished_at is null`;
  await expect.poll(async () => (await open()).length, { timeout: 70_000 }).toBe(0);
  const states = await city.client.sql`select distinct state from forwardings`;
  expect(states.filter(({ state }) => state !== "forwarded" && state !== "too_late")).toEqual([]);
  const forwarded = await city.client.sql`
    select webhook_event_id as id from events join forwardings using (call_id) where forwardings.state = 'forwarded'`;
  expect(forwarded.filter(({ id }) => bot.heard.get(id) !== 1)).toEqual([]);
  expect([...bot.heard.values()].filter((times) => times > 1)).toEqual([]);
  await city.stop();
  bot.close();
});
