import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expect, expectAccessible, test } from "./fixtures.ts";

const password = "くもりのち晴れ、傘はいらない";
const newPassword = "kettle umbrella tram";

async function enter(page: Page, email: string, typed = password): Promise<void> {
  await page.goto("/admin/account");
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード").fill(typed);
  await page.getByRole("button", { name: "サインインする" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "自分の設定" })).toBeVisible();
}

function codeOf(seed: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

test("staff find their own settings, change their password, and are signed out everywhere else", async ({
  page,
  city,
  browser,
}) => {
  await city.kairan("staff", "add", "--email", "mori@example.jp", "--name", "森", "--password", password);
  await enter(page, "mori@example.jp");
  await page.goto("/admin");
  await page.getByRole("button", { name: "アカウント: 森" }).click();
  await page.getByRole("menuitem", { name: "自分の設定" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "自分の設定" })).toBeVisible();
  await expect(page.getByRole("row", { name: /の Chrome.*この端末/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("textbox", { name: "名前" }).fill("森 花子");
  await page.getByRole("button", { name: "名前を保存する" }).click();
  await expect(page.getByRole("button", { name: "アカウント: 森 花子" })).toBeVisible();

  const other = await browser.newContext({ baseURL: city.url });
  const elsewhere = await other.newPage();
  await enter(elsewhere, "mori@example.jp");
  await expect(elsewhere.getByRole("button", { name: "ほかの1台をすべてサインアウトする" })).toBeVisible();

  await page.getByLabel("いまのパスワード").fill("not this one at all");
  await page.getByLabel("新しいパスワード").fill(newPassword);
  await page.getByRole("button", { name: "パスワードを変更する" }).click();
  await expect(page.getByText("いまのパスワードが違います。")).toBeVisible();
  await page.getByLabel("いまのパスワード").fill(password);
  await page.getByLabel("新しいパスワード").fill("mori-password-2026");
  await page.getByRole("button", { name: "パスワードを変更する" }).click();
  await expect(page.getByText(/推測されやすいため/)).toBeVisible();
  await expect(page.getByLabel("新しいパスワード")).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel("新しいパスワード").fill(newPassword);
  await page.getByRole("button", { name: "パスワードを変更する" }).click();
  await expect(page.getByText("パスワードを変更しました。ほかの1台の端末はサインアウトしました。")).toBeVisible();

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/sign-in/);
  await enter(elsewhere, "mori@example.jp", newPassword);
  await page.reload();
  await page.getByRole("button", { name: /の Chrome をサインアウトする/ }).click();
  await expect(page.getByRole("button", { name: /の Chrome をサインアウトする/ })).toHaveCount(0);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/sign-in/);
  await other.close();
});

test("staff set up an app of their own accord, get new recovery codes, and take it away again", async ({
  page,
  city,
}) => {
  await city.kairan("staff", "add", "--email", "kawa@example.jp", "--password", password);
  await enter(page, "kawa@example.jp");
  await page.getByRole("button", { name: "2段階認証を設定する" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("パスワード").fill(password);
  await dialog.getByRole("button", { name: "次へ進む" }).click();
  await expect(dialog.getByRole("img", { name: /QRコード/ })).toBeVisible();
  await expectAccessible(page);
  const seed = (await dialog.locator("code").textContent())!.replaceAll(" ", "");
  await dialog.getByLabel("確認コード").fill(codeOf(seed, -1));
  await dialog.getByRole("button", { name: "設定する" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  const [first] = await dialog.getByRole("listitem").allTextContents();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "保管したので閉じる" }).click();
  await expect(page.getByText("リカバリーコードは残り10個です。")).toBeVisible();

  await page.getByRole("button", { name: "リカバリーコードを作り直す" }).click();
  await dialog.getByLabel("パスワード").fill(password);
  await dialog.getByLabel("いまの確認コード").fill(first!);
  await dialog.getByRole("button", { name: "作り直す" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  const [renewed] = await dialog.getByRole("listitem").allTextContents();
  await dialog.getByRole("button", { name: "保管したので閉じる" }).click();

  await page.getByRole("button", { name: "2段階認証を解除する" }).click();
  await dialog.getByLabel("パスワード").fill(password);
  await dialog.getByLabel("いまの確認コード").fill(first!);
  await dialog.getByRole("button", { name: "解除する" }).click();
  await expect(dialog.getByText(/確認コードが違います/)).toBeVisible();
  await dialog.getByLabel("いまの確認コード").fill(renewed!);
  await dialog.getByRole("button", { name: "解除する" }).click();
  await expect(page.getByText("未設定")).toBeVisible();
});
