import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { events, webhookCalls } from "#db/schema/events.ts";
import { followers } from "#db/schema/followers.ts";
import { handleEvents } from "#lib/events/handle.ts";
import { createLineClient } from "#lib/line/client.ts";
import { unseal } from "#lib/sealing.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";

let city: ContractCity;
let route: typeof import("./webhook/route.ts");

beforeAll(async () => {
  city = await startContractCity();
  route = await import("./webhook/route.ts");
});
afterAll(() => city.stop());

const lineUserId = `U${"9".repeat(32)}`;

function event(type: string, more: object = {}) {
  return {
    type,
    mode: "active",
    timestamp: Date.now(),
    source: { type: "user", userId: lineUserId },
    webhookEventId: randomUUID(),
    deliveryContext: { isRedelivery: false },
    ...more,
  };
}

function sign(raw: string) {
  return createHmac("sha256", city.channelSecret).update(raw).digest("base64");
}

async function call(raw: string, signature = sign(raw)) {
  const response = await route.POST(
    new Request("http://city/api/line/webhook", {
      method: "POST",
      headers: { "x-line-signature": signature },
      body: raw,
    }),
  );
  return response.status;
}

async function handleAll() {
  const calls = await city.db.select({ id: webhookCalls.id }).from(webhookCalls);
  const callIds = calls.map((call) => call.id);
  await handleEvents(city.db, createLineClient(), callIds);
}

describe("through the front", () => {
  it("is the same door: 200, 401, 413, and other paths are Next's", async () => {
    const { doorOf, open } = await import("../../front/doors.ts");
    const server = createServer((request, response) => {
      const door = doorOf(request);
      if (door) void open(door, request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/line/webhook`;
    const post = async (raw: string, at = url, signed = sign(raw)) =>
      (await fetch(at, { method: "POST", body: raw, headers: { "x-line-signature": signed } })).status;
    const before = await city.db.$count(webhookCalls);
    expect(await post('{"events":[]}')).toBe(200);
    expect(await post('{"events":[]}', `${url}?from=line`)).toBe(200);
    expect(await post('{"events":[]}', url, "wrong")).toBe(401);
    expect(await post("x".repeat(2 * 1024 * 1024 + 1))).toBe(413);
    expect(await post("{}", `${url}/more`)).toBe(404);
    expect((await fetch(url)).status).toBe(404);
    expect(await city.db.$count(webhookCalls)).toBe(before + 2);
    server.close();
  });
});

describe("POST /api/line/webhook", () => {
  it("stores the very bytes and each event, and answers 200, for no events too", async () => {
    const raw = `{"destination":"U1",  "events":[${JSON.stringify(event("message", { message: { type: "text", text: "やあ" } }))}] , "x":"\\uD83E\\uDD28"}`;
    expect(await call(raw)).toBe(200);
    expect(await call('{"destination":"U1","events":[]}')).toBe(200);
    const calls = await city.db.select().from(webhookCalls);
    expect(calls.map((row) => unseal("webhook", row.raw!).toString())).toContain(raw);
    expect(await city.db.$count(events)).toBe(1);
  });

  it("stores nothing of a call that LINE did not sign", async () => {
    const before = await city.db.$count(webhookCalls);
    expect(await call('{"events":[]}', "wrong")).toBe(401);
    expect(await call('{"events":[]}', "")).toBe(401);
    expect(await city.db.$count(webhookCalls)).toBe(before);
  });

  it("refuses more than 2 MB", async () => {
    expect(await call(`{"events":[],"x":"${"a".repeat(2 * 1024 * 1024)}"}`)).toBe(413);
  });

  it("stores a redelivered event once", async () => {
    const first = event("follow");
    const before = await city.db.$count(events);
    expect(await call(JSON.stringify({ events: [first] }))).toBe(200);
    expect(await call(JSON.stringify({ events: [{ ...first, deliveryContext: { isRedelivery: true } }] }))).toBe(200);
    expect(await city.db.$count(events)).toBe(before + 1);
  });

  it("takes events of kinds that do not exist yet, and without a user", async () => {
    expect(
      await call(
        JSON.stringify({
          events: [event("telepathy"), event("botSuspended", { source: undefined }), { type: "bare" }],
        }),
      ),
    ).toBe(200);
    await handleAll();
    expect(await city.db.$count(events, eq(events.state, "received"))).toBe(0);
  });

  it("wins and loses a friend by what happened last, whatever came first", async () => {
    const at = Date.now();
    await call(JSON.stringify({ events: [event("unfollow", { timestamp: at + 2000 })] }));
    await handleAll();
    await call(JSON.stringify({ events: [event("follow", { timestamp: at + 1000 })] }));
    await handleAll();
    const [follower] = await city.db.select().from(followers).where(eq(followers.lineUserId, lineUserId));
    expect(follower!.friend).toBe(false);
  });

  it("greets a new friend with the way to the form", async () => {
    const { userId } = await city.control.addResident({ displayName: "新しい友だち", friend: false });
    let raw = "";
    const server = createServer((request, response) => {
      request.on("data", (chunk) => {
        raw += chunk;
      });
      request.on("end", () => response.end("{}"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await city.control.setWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await city.control.follow(userId);
    server.close();
    await call(raw);
    await handleAll();
    const { bubbles } = await city.control.talk(userId);
    expect(JSON.stringify(bubbles)).toContain("https://liff.line.me/");
  });
});
