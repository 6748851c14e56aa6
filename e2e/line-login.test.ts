import { createHash } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { type City, startCity } from "#test/city.ts";
import { testEnvironment } from "#test/environment.ts";

// LINE's own SDK logs in here, as it does for a resident outside LINE; its servers are played in front of the browser.
const clientId = testEnvironment.LINE_LOGIN_CHANNEL_ID;
const liffId = `${clientId}-AbCdEfGh`;
const accessToken = "an-access-token-that-stays-in-the-browser";
let city: City;

test.beforeAll(async () => {
  test.setTimeout(60_000);
  city = await startCity("profiles/sendai.json", { LIFF_ID: liffId });
});
test.afterAll(() => city.stop());

type Line = { asked: URL[]; exchanged: URLSearchParams[]; toCity: string[] };

/** LINE as the SDK meets it in an external browser: the app's context, the login page, the token endpoint. */
async function playLine(page: Page, idToken = "not.asked.for"): Promise<Line> {
  const line: Line = { asked: [], exchanged: [], toCity: [] };
  const context = { type: "external", liffId, availability: {}, permanentLinkPattern: "concat", scope: ["openid"] };
  const contextToken = `head.${Buffer.from(JSON.stringify(context)).toString("base64url")}.sign`;
  const headers = { "access-control-allow-origin": "*" };
  await page.route(/\.line\.me\/|line-scdn\.net\//, async (route) => {
    const url = new URL(route.request().url());
    if (url.hostname === "access.line.me") line.asked.push(url);
    if (url.pathname.endsWith("/contextToken")) return route.fulfill({ headers, json: { contextToken } });
    if (url.pathname.endsWith("/certs")) return route.fulfill({ headers, json: await keysOfLine() });
    if (!url.pathname.endsWith("/token")) return route.fulfill({ headers, contentType: "text/html", body: "LINE" });
    line.exchanged.push(new URLSearchParams(route.request().postData() ?? ""));
    const given = { access_token: accessToken, id_token: idToken, expires_in: 3600, scope: "openid" };
    return route.fulfill({ headers, json: { ...given, token_type: "Bearer", context_token: contextToken } });
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(city.url)) return;
    line.toCity.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData()}`);
  });
  return line;
}

const keysOfLine = async () => (await fetch(city.env.LINE_JWKS_URL!)).json();

async function sentToLogin(page: Page, line: Line, query = ""): Promise<URLSearchParams> {
  await page.goto(`${city.url}/liff/preferences${query}`);
  await expect.poll(() => line.asked.length).toBeGreaterThan(0);
  return line.asked.at(-1)!.searchParams;
}

const comeBack = (code: string, state: string) =>
  `${city.url}/liff/preferences?${new URLSearchParams({ code, state, liffClientId: clientId })}`;

test("each login is asked for with a state and a challenge of its own", async ({ browser }) => {
  const asked: URLSearchParams[] = [];
  for (let turn = 0; turn < 2; turn++) {
    const page = await browser.newPage();
    asked.push(await sentToLogin(page, await playLine(page)));
    await page.close();
  }
  for (const name of ["state", "code_challenge"]) {
    expect(asked[0]!.get(name)?.length, name).toBeGreaterThanOrEqual(12);
    expect(asked[0]!.get(name), name).not.toBe(asked[1]!.get(name));
  }
  expect(asked[0]!.get("code_challenge_method")).toBe("S256");
});

test("LINE is told to come back to this very page, whatever the address names", async ({ page }) => {
  const elsewhere = encodeURIComponent("https://evil.example/");
  const query = `?next=${elsewhere}&redirect_uri=${elsewhere}&liffRedirectUri=${elsewhere}`;
  const asked = await sentToLogin(page, await playLine(page), query);
  expect(asked.get("redirect_uri")).toBe(`${city.url}/liff/preferences`);
});

test("an answer to a login that this browser did not begin is not taken", async ({ page }) => {
  const line = await playLine(page);
  await page.goto(comeBack("a code of somebody else", "any"));
  await expect.poll(() => line.asked.length).toBeGreaterThan(0);
  expect(line.exchanged).toEqual([]);
});

test("the answer is taken with the secret of the login begun here, and the city hears the raw ID token alone", async ({
  page,
}) => {
  const { userId } = await city.control.addResident({ displayName: "PCの人", friend: true });
  const line = await playLine(page, await city.control.idToken(userId));
  const asked = await sentToLogin(page, line);
  await page.goto(comeBack("a code", asked.get("state")!));
  await expect(page.getByRole("button", { name: "保存する" })).toBeVisible();
  const verifier = line.exchanged[0]!.get("code_verifier")!;
  expect(createHash("sha256").update(verifier).digest("base64url")).toBe(asked.get("code_challenge"));
  expect(line.toCity.some((request) => request.includes("/api/liff/preferences"))).toBe(true);
  expect(line.toCity.join("\n")).not.toContain(accessToken);
  expect(line.toCity.join("\n")).not.toContain(userId);
});
