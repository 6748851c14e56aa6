import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

const password = "くもりのち晴れ、傘はいらない";

async function givePassword(page: Page, email: string): Promise<void> {
  await page.goto("/admin/notices");
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード").fill(password);
  await page.getByRole("button", { name: "サインインする" }).click();
}

async function addMember(city: City, email: string): Promise<void> {
  await city.kairan("staff", "add", "--email", email, "--password", password);
}

async function giveCode(page: Page, code: string, button = "サインインする"): Promise<void> {
  await page.getByLabel("確認コード").fill(code);
  await page.getByRole("button", { name: button, exact: true }).click();
}

/** What the app on the telephone shows, or showed a step earlier: each code opens once. */
function codeOf(seed: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^アカウント/ }).click();
  await page.getByRole("menuitem", { name: "サインアウトする" }).click();
  await expect(page.getByRole("heading", { name: "サインイン" })).toBeVisible();
}

test("staff sign in and see the city", async ({ staffPage: page }) => {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

test("a cookie that somebody took opens nothing once its session is over", async ({ staffPage: page, city }) => {
  const cookies = await page.context().cookies();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await signOut(page);
  await page.context().addCookies(cookies);
  await page.goto("/admin");
  await expect(page).toHaveURL(/sign-in/);
  await city.client.sql`update staff_sessions set ended_at = null`;
  await page.goto("/admin");
  await expect(page).not.toHaveURL(/sign-in/);
  await city.client.sql`delete from staff_sessions`;
  await page.goto("/admin");
  await expect(page).toHaveURL(/sign-in/);
});

test.describe("with a wrong password", () => {
  test.use({ allowedErrors: [/status of 401/] });

  test("nobody comes in, and is told what to do", async ({ page, city }) => {
    await page.goto("/admin");
    await page.getByLabel("メールアドレス").fill(city.staff.email);
    await page.getByLabel("パスワード").fill("not-the-password");
    await page.getByRole("button", { name: "サインイン" }).click();
    await expect(page.getByText("メールアドレスかパスワードが違います。")).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("where the city requires a second factor", () => {
  test.beforeAll(async ({ city }) => {
    await city.client.sql`insert into settings values ('requireSecondFactor', 'true', now())`;
  });
  test.afterAll(async ({ city }) => {
    await city.client.sql`delete from settings where name = 'requireSecondFactor'`;
  });

  test("staff set up their app when they first sign in, and give its code from then on", async ({ page, city }) => {
    await addMember(city, "hana@example.jp");
    await givePassword(page, "hana@example.jp");
    await expect(page.getByRole("heading", { name: "2段階認証の設定" })).toBeVisible();
    await expect(page.getByRole("img", { name: /QRコード/ })).toBeVisible();
    await expectAccessible(page);
    const seed = (await page.locator("code").textContent())!.replaceAll(" ", "");

    await page.goto("/admin/broadcasts");
    await expect(page.getByRole("heading", { name: "2段階認証の設定" })).toBeVisible();
    await expect(page.locator("code")).toHaveText(seed.match(/.{4}/g)!.join(" "));

    await giveCode(page, "000000", "設定してサインインする");
    await expect(page.getByText("確認コードが違います。")).toBeVisible();
    const first = codeOf(seed, -1);
    await giveCode(page, first, "設定してサインインする");
    await expect(page.getByRole("heading", { name: "リカバリーコードを保管してください" })).toBeFocused();
    const codes = await page.getByRole("listitem").allTextContents();
    expect(codes).toHaveLength(10);
    await expectAccessible(page);
    await page.getByRole("button", { name: /管理画面へ進む/ }).click();
    await expect(page).toHaveURL(/\/admin\/broadcasts$/);
    await signOut(page);

    await givePassword(page, "hana@example.jp");
    await expect(page.getByRole("heading", { name: "確認コードの入力" })).toBeVisible();
    await expectAccessible(page);
    await giveCode(page, first);
    await expect(page.getByText("確認コードが違います。")).toBeVisible();
    await giveCode(page, codeOf(seed));
    await expect(page).toHaveURL(/\/admin\/notices$/);
    await signOut(page);

    await givePassword(page, "hana@example.jp");
    await giveCode(page, codes[0]!);
    await expect(page).toHaveURL(/\/admin\/notices$/);
    await signOut(page);
    await givePassword(page, "hana@example.jp");
    await giveCode(page, codes[0]!);
    await expect(page.getByText("確認コードが違います。")).toBeVisible();
    await page.getByRole("button", { name: "別のアカウントでサインインする" }).click();
    await expect(page.getByRole("heading", { name: "サインイン", exact: true })).toBeVisible();
  });

  test("the keyboard alone is enough", async ({ page, city }) => {
    await addMember(city, "keys@example.jp");
    await page.goto("/admin/sign-in");
    await page.keyboard.press("Tab");
    await page.keyboard.type("keys@example.jp");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText(password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "2段階認証の設定" })).toBeVisible();
    const seed = (await page.locator("code").textContent())!.replaceAll(" ", "");
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("確認コード")).toBeFocused();
    await page.keyboard.type(codeOf(seed));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "リカバリーコードを保管してください" })).toBeFocused();
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/admin$/);
  });
});
