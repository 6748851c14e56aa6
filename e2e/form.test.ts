import type { Page } from "@playwright/test";
import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

async function newResident(city: City, displayName: string): Promise<string> {
  return (await city.control.addResident({ displayName, friend: true })).userId;
}

async function openForm(page: Page, userId: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`/liff/preferences#resident=${userId}`);
  await expect(page.getByRole("button", { name: "保存する" })).toBeVisible();
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("status").filter({ hasText: "保存しました" })).toBeVisible();
}

async function addChoices(page: Page, part: string, lines: string): Promise<void> {
  await page.getByLabel(`追加する${part}（1行に1つ）`).fill(lines);
  await page.getByRole("button", { name: `${part}を追加する` }).click();
}

async function openQuestion(page: Page, label: string): Promise<void> {
  await page.goto("/admin/form");
  await clickAlive(page, label);
}

/** A click before the page is alive is lost. */
async function clickAlive(page: Page, label: string): Promise<void> {
  const heading = page.getByRole("heading", { name: `質問の編集：${label}` });
  await expect(async () => {
    await page.getByRole("row", { name: label }).click({ timeout: 1000 });
    await expect(heading).toBeFocused({ timeout: 2000 });
  }).toPass();
}

async function discard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "下書きを破棄する" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "破棄する" }).click();
  await expect(page.getByText("公開中の内容です")).toBeVisible();
}

/** The way to the residents: by the page that says what changes. */
async function publish(page: Page, ...words: string[]): Promise<void> {
  await page.getByRole("button", { name: "公開の確認へ進む" }).click();
  await expect(page.getByRole("heading", { name: "登録フォームの公開の確認" })).toBeVisible();
  for (const said of words) await expect(page.getByRole("main")).toContainText(said);
  await page.getByRole("button", { name: "登録フォームを公開する" }).click();
  await expect(page.getByText("登録フォームを公開しました")).toBeVisible();
}

async function previews(city: City, userId: string): Promise<string> {
  return (await city.control.residentLedger(userId)).map(({ preview }) => preview).join("\n");
}

test("a question and a choice that staff add are asked, sent to and routed to without a restart; what is retired is not asked but counted", async ({
  staffPage: page,
  city,
}) => {
  await page.goto("/admin/form");
  await expectAccessible(page);
  await page.getByRole("button", { name: "質問を追加する" }).click();
  await page.getByLabel("質問の文").fill("ペットを飼っていますか");
  await page.getByText("いくつでも選ぶ", { exact: true }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "追加する", exact: true }).click();
  await page.getByRole("button", { name: "公開の確認へ進む" }).click();
  const missing = page.getByRole("alert").filter({ hasText: "公開するには、次のところを直してください" });
  await expect(missing).toContainText("選択肢を1つ以上入れてください。");
  await addChoices(page, "選択肢", "犬\n猫\n鳥");
  await expect(missing).toHaveCount(0);
  await expect(page.getByLabel("住民に見える登録フォーム")).toContainText("ペットを飼っていますか");
  await expect(page.getByText("下書きを保存しました")).toBeVisible();
  await expectAccessible(page);

  await openQuestion(page, "知りたい情報");
  await addChoices(page, "列", "秋保地区");
  await expect(page.getByText("下書きを保存しました")).toBeVisible();
  await page.getByRole("button", { name: "公開の確認へ進む" }).click();
  await expect(page.getByRole("heading", { name: "登録フォームの公開の確認" })).toBeVisible();
  await expectAccessible(page);
  // What the browser remembers is older than the draft, and is read anew.
  await Promise.all([page.waitForEvent("load"), page.goBack()]);
  await clickAlive(page, "知りたい情報");
  await page.getByLabel("説明").fill("区ごとに選べます。");
  await expect(page.getByText("下書きを保存しました")).toBeVisible();
  await publish(page, "質問「ペットを飼っていますか」を追加", "「知りたい情報」の列に「秋保地区」を追加");

  const akiu = await newResident(city, "秋保の人");
  await openForm(page, akiu);
  await page.getByRole("group", { name: "ペットを飼っていますか" }).getByText("猫").click();
  await page.getByRole("group", { name: /防犯/ }).getByText("秋保地区").click();
  await save(page);

  await page.goto("/admin/segments/new");
  await page.getByRole("button", { name: /条件1：登録項目/ }).click();
  await page.getByRole("option", { name: "ペットを飼っていますか" }).click();
  await page.getByText("猫", { exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "ペットを飼っていますか：猫" })).toContainText("1人");
  await page.getByLabel("名前").fill("猫の飼い主");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("row", { name: /猫の飼い主/ })).toContainText("1人");

  const subject = `=?utf-8?B?${Buffer.from("【みやぎSecurityメール】仙台市").toString("base64")}?=`;
  const mail = [
    "From: miyagi-security@police.pref.miyagi.example",
    `Subject: ${subject}`,
    "Message-ID: <akiu@police.example>",
  ];
  const headers = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", `Date: ${new Date().toUTCString()}`];
  await city.sendMail(
    [...mail, ...headers, "", "エリア：秋保地区", "種別：不審者", "不審な人が目撃されました。"].join("\r\n"),
  );
  await expect.poll(() => previews(city, akiu)).toContain("不審な人が目撃されました");

  await openQuestion(page, "ペットを飼っていますか");
  await page.getByRole("row", { name: "猫" }).click();
  await page.getByText("統合または廃止する").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "廃止する", exact: true }).click();
  await publish(page, "選択肢「猫」を廃止", "これまでに回答した人：1人", "配信グループ「猫の飼い主」");
  await openForm(page, await newResident(city, "後の人"));
  const pets = page.getByRole("group", { name: "ペットを飼っていますか" });
  await expect(pets.getByText("犬")).toBeVisible();
  await expect(pets.getByText("猫")).toHaveCount(0);
  await page.goto("/admin/segments");
  await expect(page.getByRole("row", { name: /猫の飼い主/ })).toContainText("1人");
  await page.goto("/admin/form/versions");
  await expect(page.getByRole("row", { name: /公開中/ })).toContainText("選択肢「猫」を廃止");
  await expectAccessible(page);
  await page.getByRole("link", { name: "第1版", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("登録フォーム 第1版");
  await expectAccessible(page);
  await page.getByRole("button", { name: "この版の内容で下書きを作る" }).click();
  await expect(page.getByText(/さんの下書きです/)).toBeVisible();
  await expect(page.getByRole("row", { name: "ペットを飼っていますか" })).toHaveCount(0);
  await discard(page);
  await page.goto("/admin/form/publish");
  await expect(page.getByText("公開を待つ下書きはありません")).toBeVisible();
});

test("two choices are merged: who had chosen the one finds the other chosen, and nobody is asked for it any more", async ({
  staffPage: page,
  city,
}) => {
  const resident = await newResident(city, "三十代の人");
  await openForm(page, resident);
  await page.getByText("30代", { exact: true }).click();
  await save(page);
  await openQuestion(page, "年代");
  await page.getByRole("row", { name: "30代" }).click();
  await page.getByText("統合または廃止する").click();
  await page.getByRole("button", { name: /統合先/ }).click();
  await page.getByRole("option", { name: "20代" }).click();
  await page.getByRole("button", { name: "統合する", exact: true }).click();
  await publish(page, "「年代」の選択肢「30代」を「20代」に統合", "これからは統合先を選んだ人として扱います");
  await openForm(page, resident);
  await expect(page.getByRole("radio", { name: "20代" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "30代" })).toHaveCount(0);
});

test("the order is changed by keyboard alone, and a condition is set", async ({ staffPage: page }) => {
  await page.goto("/admin/form");
  const lines = page.getByRole("grid", { name: "質問" }).getByRole("row");
  await expect(lines.nth(0)).toContainText("お住まいの区");
  await lines.nth(0).focus();
  for (const key of ["ArrowRight", "Enter", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await expect(lines.nth(1)).toContainText("お住まいの区");
  await expect(page.getByText("下書きを保存しました")).toBeVisible();
  await page.reload();
  await expect(lines.nth(1)).toContainText("お住まいの区");

  await lines.nth(1).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "質問の編集：お住まいの区" })).toBeFocused();
  await page.getByRole("button", { name: "1つ上へ動かす" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "件中の1番目" })).toBeVisible();
  await page.getByRole("button", { name: "質問の一覧に戻る" }).press("Enter");
  await expect(lines.nth(0)).toBeFocused();
  await discard(page);
});

test("two who prepare the form at once are told, and nothing is overwritten unseen", async ({
  staffPage: page,
  context,
}) => {
  const other = await context.newPage();
  await Promise.all([openQuestion(page, "お住まいの区"), openQuestion(other, "お住まいの区")]);
  await page.getByLabel("説明").fill("一人目の説明");
  await expect(page.getByText("下書きを保存しました")).toBeVisible();
  await other.getByLabel("説明").fill("二人目の説明");
  const told = other.getByRole("alert").filter({ hasText: "先に下書きを変更しました" });
  await expect(told).toBeVisible();
  await expectAccessible(other);
  await expect(other.getByLabel("説明")).toHaveValue("二人目の説明");
  await told.getByRole("button", { name: "自分の内容で上書きする" }).click();
  await expect(other.getByText("下書きを保存しました")).toBeVisible();
  await openQuestion(page, "お住まいの区");
  await expect(page.getByLabel("説明")).toHaveValue("二人目の説明");
  await discard(page);
});
