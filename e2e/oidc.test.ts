import { expect, type Page, test } from "@playwright/test";
import { freePort } from "#scripts/ports.ts";
import { type City, startCity } from "#test/city.ts";
import { startOidcServer } from "#test/oidc-server.ts";
import { expectAccessible } from "./fixtures.ts";

const client = { id: "kairan", secret: "a secret of the city's own provider" };

let city: City;
let stopOidc: () => Promise<void>;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const port = await freePort();
  city = await startCity("profiles/sendai.json", {
    OIDC_ISSUER: `http://localhost:${port}`,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
  });
  stopOidc = await startOidcServer(port, { ...client, redirectUri: `${city.url}/api/auth/callback/oidc` });
  await city.client.sql`insert into settings values ('requireSecondFactor', 'true', now())`;
});
test.afterAll(async () => {
  await stopOidc();
  await city.stop();
});

async function comeBy(page: Page, login: string): Promise<void> {
  await page.goto(`${city.url}/admin/notices`);
  await page.getByRole("button", { name: "市の認証でサインインする" }).click();
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill("whatever");
  await page.locator("[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("whom the city's identity provider vouches for comes in where they wanted to go, without a code of ours", async ({
  page,
}) => {
  await page.goto(`${city.url}/admin`);
  await expect(page.getByRole("button", { name: "市の認証でサインインする" })).toBeVisible();
  await expectAccessible(page);
  await comeBy(page, city.staff.email);
  await expect(page).toHaveURL(`${city.url}/admin/notices`);
  await expect(page.getByRole("button", { name: `アカウント: ${city.staff.email}` })).toBeVisible();
  const [session] = await city.client.sql`select count(*)::int as count from staff_sessions`;
  expect(session!.count).toBe(1);
});

test("who is no member, or whose address nobody has verified, is told so and not let in", async ({ page }) => {
  await comeBy(page, "stranger@example.jp");
  await expect(page.getByText("この認証の職員は、登録されていません。")).toBeVisible();
  await expectAccessible(page);
  await page.context().clearCookies();
  await comeBy(page, "unverified@example.jp");
  await expect(page.getByText("メールアドレスを確かめられないため、サインインできません。")).toBeVisible();
  expect(await city.client.sql`select 1 from staff where email like 'stranger%'`).toHaveLength(0);
});

test("an answer that the browser did not ask for opens nothing", async ({ page }) => {
  await page.goto(`${city.url}/api/auth/callback/oidc?code=stolen&state=made-up`);
  await expect(page.getByText("市の認証でサインインできませんでした。")).toBeVisible();
});
