import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishForm } from "#lib/preferences/form.ts";
import type { IdTokenFlavor } from "#sandbox/control.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";

let city: ContractCity;
let form: typeof import("./form/route.ts");
let preferences: typeof import("./preferences/route.ts");
let userId: string;

beforeAll(async () => {
  city = await startContractCity();
  form = await import("./form/route.ts");
  preferences = await import("./preferences/route.ts");
  userId = (await city.control.addResident({ displayName: "佐藤" })).userId;
});
afterAll(() => city.stop());

async function ask(method: "GET" | "PUT" | "DELETE", authorization: string, body?: unknown) {
  const init = {
    method,
    headers: { authorization },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  };
  const response = await preferences[method](new Request("http://city/api/liff/preferences", init));
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

async function as(flavor: IdTokenFlavor = "valid") {
  return `Bearer ${await city.control.idToken(userId, flavor)}`;
}

describe("GET /api/liff/form", () => {
  const askForm = (headers: Record<string, string> = {}) =>
    form.GET(new Request("http://city/api/liff/form", { headers }));

  it("is the same for everybody and may be kept by those who ask whether it still holds", async () => {
    const response = await askForm();
    expect(response.headers.get("cache-control")).toContain("public");
    expect(await response.json()).toMatchObject({
      city: "仙台市",
      liffId: expect.any(String),
      version: 1,
      questions: expect.any(Array),
    });
    expect((await askForm({ "if-none-match": response.headers.get("etag")! })).status).toBe(304);
  });

  it("comes compressed to who can read that, and says so", async () => {
    const [plain, small] = [await askForm(), await askForm({ "accept-encoding": "br, gzip" })];
    expect([plain, small].map(({ headers }) => headers.get("content-encoding"))).toEqual([null, "gzip"]);
    expect(small.headers.get("vary")).toBe("accept-encoding");
    expect(gunzipSync(await small.arrayBuffer()).toString()).toBe(await plain.text());
  });

  it("is the new one as soon as it is published, also for who kept the old one", async () => {
    const response = await askForm();
    const { questions } = (await response.json()) as { questions: unknown[] };
    await publishForm(city.db, { kind: "system", task: "test" }, [
      ...questions,
      { key: "new", kind: "text", label: "新" },
    ]);
    const next = await askForm({ "if-none-match": response.headers.get("etag")! });
    expect(await next.json()).toMatchObject({ version: 2, questions: [...questions, { key: "new" }] });
  });
});

describe("/api/liff/preferences", () => {
  it("registers, shows and forgets the resident of the token", async () => {
    const me = await as();
    const answers = { ward: "aoba", topics: { crime: ["aoba"] } };
    expect(await ask("PUT", me, { answers })).toMatchObject({ status: 200, body: { answers, friend: false } });
    expect((await ask("GET", me)).body).toMatchObject({ answers });
    expect((await ask("DELETE", me)).status).toBe(204);
    expect((await ask("GET", me)).body).toEqual({ answers: {}, updatedAt: null, friend: true });
  });

  it("tells an expired token from a forged one", async () => {
    expect(await ask("GET", await as("expired"))).toMatchObject({ status: 401, body: { error: "token_expired" } });
    for (const flavor of ["wrongAudience", "wrongIssuer", "foreignKey", "none", "hs256"] as const)
      expect(await ask("GET", await as(flavor))).toMatchObject({ status: 401, body: { error: "token_invalid" } });
    expect(await ask("GET", "Bearer nonsense")).toMatchObject({ status: 401, body: { error: "token_invalid" } });
    expect(await ask("GET", "")).toMatchObject({ status: 401, body: { error: "token_invalid" } });
  });

  it("names the key of a wrong answer and keeps what was there", async () => {
    const me = await as();
    await ask("PUT", me, { answers: { ward: "izumi" } });
    const refused = await ask("PUT", me, { answers: { ward: "mars" } });
    expect(refused).toMatchObject({
      status: 422,
      body: { error: "invalid", issues: [{ path: ["answers", "ward", "mars"] }] },
    });
    expect((await ask("GET", me)).body.answers).toEqual({ ward: "izumi" });
  });

  it("names the first hundred of many mistakes", async () => {
    const answers = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`q${n}`, "x"]));
    const refused = await ask("PUT", await as(), { answers });
    expect(refused).toMatchObject({ status: 422, body: { issues: expect.any(Array) } });
    expect(refused.body.issues).toHaveLength(100);
  });

  it.each(["{", "null", "[]", '{"answers":5}', "{}"])("refuses %s", async (body) => {
    expect([400, 422]).toContain((await ask("PUT", await as(), body)).status);
  });
});
