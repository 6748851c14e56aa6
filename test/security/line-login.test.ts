import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IdTokenFlavor } from "#sandbox/control.ts";
import { type ContractCity, startContractCity } from "#test/contract.ts";

// The items of LINE Login's security checklist; docs/security.md says where each is answered.
let city: ContractCity;
let preferences: typeof import("#app/api/liff/preferences/route.ts");
let [resident, neighbour] = ["", ""];

beforeAll(async () => {
  city = await startContractCity();
  preferences = await import("#app/api/liff/preferences/route.ts");
  resident = (await city.control.addResident({ displayName: "佐藤" })).userId;
  neighbour = (await city.control.addResident({ displayName: "鈴木" })).userId;
});
afterAll(() => city.stop());

const address = "http://city/api/liff/preferences";
const bearerOf = async (userId: string, flavor: IdTokenFlavor = "valid") => ({
  authorization: `Bearer ${await city.control.idToken(userId, flavor)}`,
});

const put = (headers: Record<string, string>, body: object, query = "") =>
  preferences.PUT(new Request(`${address}${query}`, { method: "PUT", headers, body: JSON.stringify(body) }));

describe("sending ID tokens to the server", () => {
  it("who a resident is, is taken from the raw ID token only, whatever else names somebody", async () => {
    await put(await bearerOf(neighbour), { answers: { ward: "izumi" } });
    const body = { answers: { ward: "aoba" }, lineUserId: neighbour, userId: neighbour, sub: neighbour };
    const headers = { ...(await bearerOf(resident)), "x-line-user-id": neighbour, cookie: `userId=${neighbour}` };
    await put(headers, body, `?userId=${neighbour}`);
    const of = async (userId: string) =>
      (await preferences.GET(new Request(address, { headers: await bearerOf(userId) }))).json();
    expect(await of(neighbour)).toMatchObject({ answers: { ward: "izumi" } });
  });

  it("a user id or a profile is no proof", async () => {
    for (const headers of [
      {},
      { authorization: `Bearer ${resident}` },
      { authorization: `Bearer ${btoa(`{"sub":"${resident}"}`)}` },
    ])
      expect(
        (await put(headers as Record<string, string>, { answers: { ward: "aoba" }, lineUserId: resident })).status,
      ).toBe(401);
  });
});

describe("verifying ID tokens", () => {
  it.each(["wrongAudience", "wrongIssuer", "foreignKey", "none", "hs256", "expired"] as const)(
    "one that is %s changes nothing",
    async (flavor) => {
      expect((await put(await bearerOf(resident, flavor), { answers: { ward: "aoba" } })).status).toBe(401);
    },
  );
});

describe("the authorization request and its callback", () => {
  const browserCode = globSync(["liff/**/*.{ts,tsx}", "app/liff/**/*.tsx"])
    .filter((file) => !file.includes(".test."))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

  it("is built by LINE's SDK, which makes and checks state, nonce and PKCE; we build none", () => {
    expect(browserCode).not.toMatch(/access\.line\.me|response_type|code_verifier/);
    expect(browserCode).toContain('from "@line/liff/login"');
  });

  it("comes back to the page itself and to no address that a parameter names", () => {
    expect(browserCode).toMatch(/redirectUri: here\(\)/);
    expect(browserCode).toContain("location.origin + location.pathname");
    expect(browserCode).not.toMatch(/searchParams\.get|URLSearchParams\(location/);
  });
});

describe("secrets", () => {
  it("no channel secret or channel access token can reach a browser", () => {
    const reached = globSync(["liff/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "lib/*/schema.ts"]).map((file) =>
      readFileSync(file, "utf8"),
    );
    expect(reached.join("\n")).not.toMatch(/channelSecret|accessToken|getEnv|process\.env|CHANNEL_SECRET/);
  });

  it("the page never hands on an access token", () => {
    const code = globSync("liff/**/*.ts")
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(code).not.toMatch(/getAccessToken|getProfile|getDecodedIDToken/);
  });
});
