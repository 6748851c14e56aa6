import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { seedFollowers } from "#lib/seed/seed.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";

let city: ContractCity;
let token: string;
let routes: {
  send: typeof import("./route.ts");
  one: typeof import("./[id]/route.ts");
  cancel: typeof import("./[id]/cancel/route.ts");
  count: typeof import("../segments/count/route.ts");
};

beforeAll(async () => {
  city = await startContractCity();
  token = await city.token();
  await seedFollowers(city.db, 200);
  routes = {
    send: await import("./route.ts"),
    one: await import("./[id]/route.ts"),
    cancel: await import("./[id]/cancel/route.ts"),
    count: await import("../segments/count/route.ts"),
  };
});
afterAll(() => city.stop());

const text = (length: number) => ({ type: "text", text: "あ".repeat(length) });
const valid = { title: "お知らせ", messages: [text(10)], audience: { kind: "registered" } };

async function send(body: unknown, headers: Record<string, string> = {}) {
  const init = {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
  const response = await routes.send.POST(new Request("http://city/api/broadcasts", init));
  return { status: response.status, body: await response.json() };
}

function params(id: string) {
  return { params: Promise.resolve({ id }) };
}

describe("POST /api/broadcasts", () => {
  it("takes a broadcast on its way and tells its id; how many people it is shows once it is frozen", async () => {
    const { status, body } = await send(valid);
    expect(status).toBe(201);
    expect(body).toEqual({ id: expect.any(String), status: "scheduled", audienceCount: null });
  });

  it("tells for everyone the friends we know of", async () => {
    expect((await send({ ...valid, audience: { kind: "everyone" } })).body.audienceCount).toBe(200);
  });

  it.each<[string, object, string]>([
    ["six messages", { messages: Array(6).fill(text(1)) }, "messages"],
    ["no message", { messages: [] }, "messages"],
    ["a text of 5,001 units", { messages: [text(5001)] }, "messages.0.text"],
    ["5,001 units of emoji", { messages: [{ type: "text", text: `a${"🐻".repeat(2500)}` }] }, "messages.0.text"],
    ["an unknown kind of message", { messages: [{ type: "fax" }] }, "messages.0.type"],
    ["an unknown segment", { audience: { kind: "segment", key: "nobody" } }, "audience.key"],
    [
      "an unknown choice",
      { audience: { kind: "rule", rule: { question: "ward", anyOf: ["mars"] } } },
      "audience.rule.anyOf",
    ],
    ["an unknown audience", { audience: { kind: "neighbours" } }, "audience.kind"],
    ["no title", { title: " " }, "title"],
    ["a time gone by", { scheduledFor: "2020-01-01T00:00:00+09:00" }, "scheduledFor"],
    ["a time without a zone", { scheduledFor: "2030-01-01T00:00:00" }, "scheduledFor"],
    ["an unknown lane", { lane: "fast" }, "lane"],
  ])("refuses %s and names the place", async (_, change, path) => {
    const before = await city.db.$count(broadcasts);
    const { status, body } = await send({ ...valid, ...change });
    expect(status).toBe(422);
    expect(body.error).toBe("invalid");
    expect(body.issues.map((issue: { path: string[] }) => issue.path.join("."))).toContain(path);
    expect(await city.db.$count(broadcasts)).toBe(before);
  });

  it("takes exactly 5,000 units and five messages", async () => {
    expect((await send({ ...valid, messages: Array(5).fill(text(5000)) })).status).toBe(201);
  });

  it("answers the same key and body with the first answer, and another body with 409", async () => {
    const key = { "idempotency-key": "notice-1" };
    const first = await send(valid, key);
    const before = await city.db.$count(broadcasts);
    expect(await send(valid, key)).toEqual(first);
    expect((await send({ ...valid, title: "別のお知らせ" }, key)).status).toBe(409);
    expect(await city.db.$count(broadcasts)).toBe(before);
  });

  it("makes one broadcast of ten requests that come at once under one key", async () => {
    const before = await city.db.$count(broadcasts);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(valid, { "idempotency-key": "storm" })));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await city.db.$count(broadcasts)).toBe(before + 1);
  });

  it("gives the key free again when the broadcast was refused", async () => {
    const key = { "idempotency-key": "second-try" };
    expect((await send({ ...valid, messages: [] }, key)).status).toBe(422);
    expect((await send(valid, key)).status).toBe(201);
  });

  it("refuses what no database can store, and what nests without end, instead of failing", async () => {
    for (const title of ["a\\u0000b", "a\\ud83d"]) expect((await send(`{"title":"${title}"}`)).status).toBe(400);
    expect((await send(`{"title":"a\\\\u0000"}`)).status).toBe(422);
    expect((await send(`${"[".repeat(50_000)}${"]".repeat(50_000)}`)).status).toBe(400);
    expect((await send(valid, { "idempotency-key": "x".repeat(256) })).status).toBe(422);
  });

  it("refuses wrong JSON, a missing or wrong token, and a token without the right", async () => {
    expect((await send("{")).status).toBe(400);
    expect((await send(valid, { authorization: "" })).status).toBe(401);
    expect((await send(valid, { authorization: "Bearer kairan_wrong" })).status).toBe(401);
    const viewer = await city.token("view");
    expect((await send(valid, { authorization: `Bearer ${viewer}` })).status).toBe(403);
  });
});

describe("a broadcast on its way", () => {
  const request = (path: string, method = "GET") =>
    new Request(`http://city${path}`, { method, headers: { authorization: `Bearer ${token}` } });

  it("can be looked at, and canceled while it waits, once", async () => {
    const { id } = (await send({ ...valid, scheduledFor: "2030-01-01T00:00:00+09:00" })).body;
    const seen = await (await routes.one.GET(request(`/api/broadcasts/${id}`), params(id))).json();
    expect(seen).toEqual({
      id,
      status: "scheduled",
      audienceCount: null,
      accepted: 0,
      rejected: 0,
      pending: 0,
      expired: 0,
      startedAt: null,
      finishedAt: null,
    });
    const canceled = await routes.cancel.POST(request(`/api/broadcasts/${id}/cancel`, "POST"), params(id));
    expect(await canceled.json()).toMatchObject({ status: "canceled" });
    expect((await routes.cancel.POST(request(`/api/broadcasts/${id}/cancel`, "POST"), params(id))).status).toBe(409);
  });

  it.each(["nonsense", "00000000-0000-4000-8000-000000000000"])("is not found under %s", async (id) => {
    expect((await routes.cancel.POST(request(`/api/broadcasts/${id}/cancel`, "POST"), params(id))).status).toBe(404);
    expect((await routes.one.GET(request(`/api/broadcasts/${id}`), params(id))).status).toBe(404);
  });
});

describe("POST /api/segments/count", () => {
  const count = (body: object) =>
    routes.count.POST(
      new Request("http://city", {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      }),
    );

  it("counts the people a rule gives", async () => {
    expect(await (await count({ rule: { all: [] } })).json()).toEqual({ count: 200 });
    expect(await (await count({ rule: { registered: true } })).json()).toEqual({ count: 160 });
  });

  it("refuses what is no rule", async () => {
    expect((await count({})).status).toBe(400);
    expect((await count({ rule: { any: [] } })).status).toBe(422);
  });
});
