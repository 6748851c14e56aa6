import type { Page } from "@playwright/test";
import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

let count = 0;

/** Opens the form as a new resident would, on a phone. */
async function openForm(page: Page, city: City): Promise<string> {
  const { userId } = await city.control.addResident({ displayName: `住民${++count}`, friend: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/liff/preferences#resident=${userId}`);
  await expect(page.getByRole("button", { name: "保存する" })).toBeVisible();
  return userId;
}

test("who was a friend before any event told is not called a stranger; all topics are stopped at once", async ({
  page,
  city,
}) => {
  await openForm(page, city);
  await expect(page.getByText("まだ友だちではありません")).toHaveCount(0);
  await page.getByRole("group", { name: /クマ/ }).getByText("市内全域").click();
  await saved(page);
  await expect(page.getByText("まだ友だちではありません")).toHaveCount(0);
  await page.getByRole("button", { name: "すべて停止する" }).click();
  await expect(page.getByText("すべての選択を外しました。「保存する」を押すと停止します。")).toBeVisible();
  await saved(page);
  await expect(page.getByText("すべて停止しました。")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "すべて停止する" })).toBeVisible();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
});

async function saved(page: Page): Promise<void> {
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("status").filter({ hasText: "保存しました" })).toBeVisible();
}

test("a resident registers, comes back, changes and deletes", async ({ page, city }) => {
  await openForm(page, city);
  const bears = page.getByRole("group", { name: /クマ/ });
  await page.getByText("泉区", { exact: true }).first().click();
  await bears.getByText("市内全域").click();
  await expect(page.getByRole("status")).toContainText("まだ保存していません");
  await saved(page);

  await page.reload();
  await expect(page.getByRole("radio", { name: "泉区" })).toBeChecked();
  await expect(bears.getByRole("checkbox", { name: "青葉区" })).toBeChecked();
  await bears.getByText("市内全域").click();
  await saved(page);

  await page.getByRole("button", { name: "登録内容を削除する" }).click();
  await page.getByRole("button", { name: "すべて削除する" }).click();
  await expect(page.getByRole("status")).toContainText("削除しました");
  await page.reload();
  await expect(page.getByRole("radio", { name: "泉区" })).not.toBeChecked();
});

test("the form can be filled in and saved by keyboard alone", async ({ page, city }) => {
  await openForm(page, city);
  const first = page.getByRole("radio", { name: "青葉区" });
  for (let tabs = 0; tabs < 20 && !(await isFocusAmong(page, "radio")); tabs++) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(first).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("保存しました");
});

test("the form has no barrier, also when its text is twice as large", async ({ page, city }) => {
  await openForm(page, city);
  await expectAccessible(page);
  await page.setViewportSize({ width: 195, height: 422 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test.describe("when the token has expired", () => {
  test.use({ allowedErrors: [/401/] });

  test("the resident is signed in again and loses nothing they typed", async ({ page, city }) => {
    await openForm(page, city);
    await page.getByText("太白区", { exact: true }).first().click();
    let expired = true;
    await page.route("**/api/liff/preferences", async (route) => {
      if (!expired || route.request().method() !== "PUT") return route.continue();
      expired = false;
      await route.fulfill({ status: 401, json: { error: "token_expired", message: "expired" } });
    });
    await page.getByRole("button", { name: "保存する" }).click();
    await expect(page.getByRole("radio", { name: "太白区" })).toBeChecked();
    await saved(page);
  });
});

test.describe("without a network", () => {
  test.use({ allowedErrors: [/ERR_|Failed to load/] });

  test("the form says so and keeps what was typed", async ({ page, city }) => {
    await openForm(page, city);
    await page.getByText("若林区", { exact: true }).first().click();
    await page.route("**/api/liff/preferences", (route) => route.abort());
    await page.getByRole("button", { name: "保存する" }).click();
    await expect(page.getByRole("status")).not.toContainText("保存しました");
    await expect(page.getByRole("radio", { name: "若林区" })).toBeChecked();
    await page.unroute("**/api/liff/preferences");
    await saved(page);
  });
});

test("the first load is light: at most 200 KB of JavaScript over the wire", async ({ page, city }) => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/_next/") && response.request().resourceType() === "script")
      sizes.push(
        response
          .request()
          .sizes()
          .then((size) => size.responseBodySize),
      );
  });
  await openForm(page, city);
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThan(200_000);
});

/** Whether the focus is on a control of this kind. */
function isFocusAmong(page: Page, type: string): Promise<boolean> {
  return page.evaluate((kind) => (document.activeElement as HTMLInputElement | null)?.type === kind, type);
}

test("how often a topic comes, and what it looks like, is there before choosing", async ({ page, city }) => {
  await openForm(page, city);
  const bears = page.getByRole("group", { name: /クマ/ });
  await bears.getByText("例を見る").click();
  await expect(bears.getByText("【クマ目撃】")).toBeVisible();
  await expectAccessible(page);
});

test("the form is usable while its JavaScript is slow", async ({ page, city }) => {
  const { userId } = await city.control.addResident({ displayName: `住民${++count}`, friend: true });
  await page.route("**/_next/**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto(`/liff/preferences#resident=${userId}`, { waitUntil: "commit" });
  await expect(page.getByRole("heading", { name: "受信設定" })).toBeVisible();
  await expect(page.getByText("読み込んでいます…")).toBeVisible();
  await page.getByText("泉区", { exact: true }).first().click({ timeout: 20_000 });
  await saved(page);
});
