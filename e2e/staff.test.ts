import type { Page } from "@playwright/test";
import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

/** A browser of their own for somebody else than the one whose page it is. */
async function elsewhere(page: Page, city: City): Promise<Page> {
  const context = await page.context().browser()!.newContext({ baseURL: city.url, locale: "ja-JP" });
  return context.newPage();
}

async function choose(page: Page, feature: string, level: string): Promise<void> {
  await page
    .getByRole("radiogroup", { name: feature, exact: true })
    .getByRole("radio", { name: level })
    .click({ force: true });
}

test("somebody invited comes in with what they were given, sees no more, and is out once removed", async ({
  staffPage: page,
  city,
}) => {
  await page.goto("/admin/staff");
  await page.getByLabel("追加する部署の名前").fill("防災課");
  await page.getByRole("button", { name: "部署を追加する" }).click();
  await expect(page.getByRole("button", { name: "「防災課」の名前を変える" })).toBeVisible();

  await page.getByRole("link", { name: "職員を招待する" }).click();
  await page.getByRole("button", { name: "招待する", exact: true }).click();
  await expect(page.getByText("メールアドレスの形が正しくありません。")).toBeVisible();
  await page.getByLabel("メールアドレス").fill("bosai@example.jp");
  await page.getByRole("button", { name: /部署$/ }).first().click();
  await page.getByRole("option", { name: "防災課" }).click();
  await choose(page, "配信", "閲覧");
  await expectAccessible(page);
  await page.getByRole("button", { name: "招待する", exact: true }).click();
  const link = await page.getByLabel("招待のリンク").inputValue();
  await expectAccessible(page);
  await page.getByRole("link", { name: "職員と権限に戻る" }).click();
  await expect(page.getByRole("row", { name: /bosai@example.jp/ })).toBeVisible();
  await expectAccessible(page);

  const guest = await elsewhere(page, city);
  await guest.goto(new URL(link).pathname);
  await expectAccessible(guest);
  await guest.getByLabel("名前").fill("防災 花子");
  await guest.getByLabel("パスワード").fill("short");
  await guest.getByRole("button", { name: "登録してサインインする" }).click();
  await expect(guest.getByText("パスワードは12文字以上")).toBeVisible();
  await guest.getByLabel("パスワード").fill("a long and quiet river");
  await guest.getByRole("button", { name: "登録してサインインする" }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "ホーム" })).toBeVisible();
  await expect(guest.getByRole("link", { name: "配信を作成する" })).toHaveCount(0);
  await expect(guest.getByRole("navigation", { name: "メインメニュー" })).not.toContainText("職員と権限");
  await guest.goto("/admin/broadcasts");
  await expect(guest.getByRole("link", { name: "配信を作成する" })).toHaveCount(0);

  const again = await elsewhere(page, city);
  await again.goto(new URL(link).pathname);
  await expect(again.getByText("この招待は使えません")).toBeVisible();
  await again.context().close();

  await page.reload();
  await page.getByRole("link", { name: "防災 花子" }).click();
  await expect(page.getByRole("row", { name: /Chrome/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "配信部署", exact: true }).click();
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("保存しました。本人の次の操作から有効です。")).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole("link", { name: "配信を作成する" }).first()).toBeVisible();

  await page.getByRole("button", { name: "削除する", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "削除する" }).click();
  await expect(page).toHaveURL(/\/admin\/staff$/);
  await expect(page.getByRole("row", { name: /防災 花子/ })).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByRole("heading", { name: "サインイン" })).toBeVisible();
  await guest.context().close();
});

test.describe("a page that is not theirs", () => {
  test.use({ allowedErrors: [/status of 403/] });

  test("says so within the frame", async ({ page, city }) => {
    const viewer = { email: "viewer@example.jp", password: "a long and quiet river" };
    await city.kairan("staff", "add", "--email", viewer.email, "--password", viewer.password, "--role", "viewer");
    await page.goto("/admin/sign-in");
    await page.getByLabel("メールアドレス").fill(viewer.email);
    await page.getByLabel("パスワード").fill(viewer.password);
    await page.getByRole("button", { name: "サインイン" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "ホーム" })).toBeVisible();
    const answer = await page.goto("/admin/staff");
    expect(answer?.status()).toBe(403);
    await expect(page.getByText("この画面を見る権限がありません")).toBeVisible();
    await expect(page.getByRole("navigation", { name: "メインメニュー" })).toBeVisible();
    await expectAccessible(page);
  });
});

test("who came in and who tried to stands in the history, to be filtered and taken as CSV", async ({
  staffPage: page,
  city,
}) => {
  await city.client.sql`
    insert into sign_in_attempts (id, at, email, address, device, outcome)
    values (gen_random_uuid(), now(), 'stranger@example.jp', '198.51.100.7', 'Windows の Edge', 'password_wrong')`;
  await page.goto("/admin/staff/sign-ins");
  await expect(page.getByRole("row", { name: /stranger@example.jp/ })).toContainText("失敗（パスワード）");
  await expectAccessible(page);
  await page.getByRole("link", { name: "成功", exact: true }).click();
  await expect(page.getByRole("row", { name: /stranger@example.jp/ })).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(city.staff.email) }).first()).toContainText("成功");
  const csv = await page.request.get("/admin/staff/sign-ins/sign-ins.csv?show=failure");
  expect(await csv.text()).toContain("stranger@example.jp,password_wrong,198.51.100.7");
});

test("a token is shown once, opens the API, and opens nothing once it was taken back", async ({
  staffPage: page,
  city,
}) => {
  const count = (token: string) =>
    fetch(`${city.url}/api/segments/count`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ rule: { all: [] } }),
    });
  await page.goto("/admin/settings");
  await expectAccessible(page);
  await page.getByRole("link", { name: "APIトークン" }).click();
  await page.getByRole("link", { name: "トークンを発行する" }).click();
  await page.getByRole("button", { name: "発行する" }).click();
  await expect(page.getByText("トークンの名前を入力してください。")).toBeVisible();
  await page.getByLabel("名前").fill("防災情報システム");
  await expectAccessible(page);
  await page.getByRole("button", { name: "発行する" }).click();
  const token = await page.getByLabel("APIトークン").inputValue();
  expect(token).toMatch(/^kairan_/);
  await expectAccessible(page);
  expect((await count(token)).status).not.toBe(401);

  await page.getByRole("link", { name: "APIトークンの一覧に戻る" }).click();
  const row = page.getByRole("row", { name: /防災情報システム/ });
  await expect(row).toContainText("有効");
  expect(await page.content()).not.toContain(token);
  await expectAccessible(page);
  await row.getByRole("button", { name: /取り消す/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "取り消す" }).click();
  await expect(row).toContainText("取り消し済み");
  const refused = await count(token);
  expect([refused.status, await refused.json()]).toMatchObject([401, { error: "unauthorized" }]);
});

test("how long a sign-in lasts is set on a page, which says what is wrong", async ({ staffPage: page, city }) => {
  await page.goto("/admin/settings/sign-in");
  await page.getByLabel("操作がないときに終了するまでの時間").fill("20");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("最長の時間より短くしてください。")).toBeVisible();
  await page.getByLabel("操作がないときに終了するまでの時間").fill("２");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("保存しました。")).toBeVisible();
  await expectAccessible(page);
  const [stored] = await city.client.sql`select value from settings where name = 'sessionHours'`;
  expect(stored!.value).toEqual({ idle: 2, absolute: 12 });
});

test("nobody shuts themselves out by the list of addresses, and nothing typed is lost", async ({ staffPage: page }) => {
  await page.goto("/admin/settings/addresses");
  await expectAccessible(page);
  await page.getByLabel("入れるアドレス").fill("198.51.100.0/24");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText(/が含まれていないため、保存しませんでした/)).toBeVisible();
  await expect(page.getByLabel("入れるアドレス")).toHaveValue("198.51.100.0/24");
});

test("who gets the signed copy of the log by mail is set on a page; a wrong address is named and kept", async ({
  staffPage: page,
  city,
}) => {
  await page.goto("/admin/settings");
  await page.getByRole("link", { name: "操作ログの控え" }).click();
  const field = page.getByLabel("送り先のメールアドレス");
  await field.fill("kansa@city.example.jp\n監査");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("「監査」は、メールアドレスとして読めません。")).toBeVisible();
  await expect(field).toHaveValue("kansa@city.example.jp\n監査");
  await expectAccessible(page);
  await field.fill("kansa@city.example.jp、soumu@city.example.jp");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("毎朝7時に送ります")).toBeVisible();
  const [stored] = await city.client.sql`select value from settings where name = 'headMailTo'`;
  expect(stored!.value).toEqual(["kansa@city.example.jp", "soumu@city.example.jp"]);
});
