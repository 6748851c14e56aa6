import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { City } from "#test/city.ts";
import { freshen } from "../samples/freshen.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

/** So many residents of Aoba ward want to hear about crime, and one of Izumi. */
async function settle(city: City): Promise<void> {
  const residents = [
    ["青葉区の住民1", "aoba"],
    ["青葉区の住民2", "aoba"],
    ["泉区の住民", "izumi"],
  ] as const;
  for (const [displayName, ward] of residents) {
    const { userId } = await city.control.addResident({ displayName, friend: true });
    const headers = {
      authorization: `Bearer ${await city.control.idToken(userId)}`,
      "content-type": "application/json",
    };
    const body = JSON.stringify({ answers: { ward, topics: { crime: [ward] } } });
    await expect(async () => {
      const saved = await fetch(`${city.url}/api/liff/preferences`, { method: "PUT", headers, body });
      expect((await saved.json()).friend).toBe(true);
    }).toPass();
  }
}

async function compose(page: Page, title: string, text: string): Promise<void> {
  await page.goto("/admin/broadcasts/new");
  await page.getByLabel("タイトル").fill(title);
  await page.getByLabel("本文").fill(text);
  await page.getByRole("button", { name: /情報の種類/ }).click();
  await page.getByRole("option", { name: "防犯情報" }).click();
  await page.getByText("青葉区", { exact: true }).click();
}

test("staff write to a ward's topic, see how many it is for, send, and see that LINE took it", async ({
  staffPage: page,
  city,
}) => {
  await settle(city);
  await compose(page, "不審な電話の注意", "知らない番号に注意してください。");
  const line = page.getByRole("region", { name: "配信対象の人数" });
  await expect(line).toContainText("青葉区 × 防犯情報");
  await expect(line).toContainText("2人");
  await expect(line).toContainText("下書きを保存しました");
  await expectAccessible(page);

  await page.getByRole("button", { name: "確認へ進む" }).click();
  await expect(page.getByRole("heading", { name: "配信の確認" })).toBeVisible();
  await page.reload();
  await expectAccessible(page);
  await page.getByRole("button", { name: "2人に配信する" }).click();

  await expect(page.getByRole("heading", { name: "不審な電話の注意" })).toBeVisible();
  await expect(page.getByText("LINEが2人分を受け付けました。")).toBeVisible();
  await page.reload();
  await expectAccessible(page);

  await page.getByRole("link", { name: "送信の記録を見る" }).click();
  await expect(page.getByRole("table", { name: "送信の一覧" })).toContainText("受付済");
  await expectAccessible(page);
  const { messages, doubled } = await city.control.ledger();
  expect(messages.find(({ preview }) => preview.includes("知らない番号"))?.recipients).toBe(2);
  expect(doubled).toBe(0);
});

test("what is not whole is named at its field, and nothing typed is lost", async ({ staffPage: page }) => {
  await page.goto("/admin/broadcasts/new");
  await page.getByLabel("本文").fill("あ".repeat(5001));
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await expect(page.getByText("タイトルを入力してください。")).toBeVisible();
  await expect(page.getByText(/本文は5,000文字以内/)).toBeVisible();
  await expect(page.getByLabel("タイトル")).toBeFocused();
  await expect(page.getByLabel("本文")).toHaveValue("あ".repeat(5001));
  await expectAccessible(page);
});

test("a reservation can be changed, or taken back, and says that nobody was told", async ({ staffPage: page }) => {
  await compose(page, "来月の訓練", "防災訓練を行います。");
  await page.getByText("日時を予約する").click();
  await page.getByLabel("日付").fill("2099-01-15");
  await page.getByLabel("時刻").fill("09:30");
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await page.getByRole("button", { name: /配信を予約する/ }).click();
  await expect(page.getByText("2099年1月15日(木)").first()).toBeVisible();

  await page.getByRole("button", { name: "予約を変更する" }).click();
  await page.getByRole("button", { name: "下書きに戻して編集する" }).click();
  await page.getByLabel("日付").fill("2099-01-16");
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await page.getByRole("button", { name: /配信を予約する/ }).click();
  await expect(page.getByText("2099年1月16日(金)").first()).toBeVisible();

  await page.getByRole("button", { name: "予約を取り消す" }).click();
  const asked = page.getByRole("alertdialog", { name: /取り消しますか/ });
  await expect(asked).toContainText("2099年1月16日(金) 09:30の配信は行われません。");
  await asked.getByRole("button", { name: "取り消す" }).click();
  await expect(page.getByText("誰にも送っていません。")).toBeVisible();
});

test("a held mail waits for a person, who lets it go", async ({ staffPage: page, city }) => {
  await city.sendMail(freshen(await readFile("samples/mails/11-crime-unknown-area.eml"), new Date()));
  await expect(async () => {
    await page.goto("/admin/mails?state=held");
    await expect(page.getByRole("link", { name: /車上ねらい/ }).first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /車上ねらい/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "判断の過程" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "届いたメール" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "見送る" }).click();
  await page
    .getByRole("alertdialog", { name: /見送りますか/ })
    .getByRole("button", { name: "見送る" })
    .click();
  await expect(page.getByText("見送り", { exact: true }).first()).toBeVisible();

  // With the last held mail of its cause the notice closes by itself.
  await page.goto("/admin");
  await expect(page.getByRole("heading", { name: /確認が必要なお知らせ/ })).toHaveCount(0);
});

test("a segment that is not saved is not lost by a link, unless somebody says so", async ({ staffPage: page }) => {
  await page.goto("/admin/segments/new");
  await page.getByLabel("名前").fill("青葉区の防犯情報");
  page.once("dialog", (asked) => asked.dismiss());
  await page.getByRole("link", { name: "ホーム" }).click();
  await expect(page.getByLabel("名前")).toHaveValue("青葉区の防犯情報");
  await expect(page).toHaveURL(/segments\/new$/);
  page.once("dialog", (asked) => asked.accept());
  await page.getByRole("link", { name: "ホーム" }).click();
  await expect(page.getByRole("heading", { name: "ホーム", level: 1 })).toBeVisible();
});

test("the list of broadcasts is put in order by its heads, and taken as a file", async ({ staffPage: page }) => {
  await page.goto("/admin/broadcasts");
  await page.getByRole("columnheader", { name: "タイトル" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "タイトル" })).toHaveAttribute("aria-sort", "ascending");
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "一覧をCSVで書き出す" }).click();
  expect((await download).suggestedFilename()).toBe("broadcasts.csv");
});

test("every list can be used without a barrier", async ({ staffPage: page }) => {
  for (const path of [
    "/admin",
    "/admin/broadcasts",
    "/admin/broadcasts?status=stopped",
    "/admin/mails",
    "/admin/activity",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
  }
});

test("staff sign in, reach the text by the skip link and sign out, by keyboard alone", async ({ page, city }) => {
  await page.goto("/admin/broadcasts");
  await tabTo(page, page.getByLabel("メールアドレス"));
  await page.keyboard.type(city.staff.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(city.staff.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "配信", level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "本文へ移動する" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "配信を作成する" }).first()).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: /アカウント/ }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "サインアウトする" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "サインイン" })).toBeVisible();
  await page.goto("/admin");
  await expect(page).toHaveURL(/sign-in\?next=%2Fadmin$/);
});

async function tabTo(page: Page, target: ReturnType<Page["getByRole"]>, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error("not reached by keyboard");
}

test("the activity log is verified by a button, filtered by kind, and written to a file", async ({
  staffPage: page,
}) => {
  await page.goto("/admin/activity");
  await page.getByRole("button", { name: "記録を検証する" }).click();
  await expect(page.getByText("記録に異常はありません")).toBeVisible();
  await expect(page.getByText(/書き換え・削除・割り込みはありません/)).toBeVisible();
  await page.getByRole("link", { name: "操作ログ", exact: true }).last().click();
  await expect(page.getByRole("table", { name: "操作の一覧" })).toContainText("操作ログの検証");
  await expectAccessible(page);
  const answer = await page.request.get("/admin/activity/activity.csv?about=activity");
  expect(answer.headers()["content-disposition"]).toContain("activity.csv");
  const lines = (await answer.text()).split("\r\n").slice(1, -1);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toContain("activity.");
});
