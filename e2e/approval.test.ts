import type { Browser, Page } from "@playwright/test";
import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

const shots = process.env.KAIRAN_PICTURES;

async function picture(page: Page, name: string): Promise<void> {
  if (!shots) return;
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
}

/** Somebody else at another desk. */
async function colleagueOf(browser: Browser, city: City): Promise<Page> {
  const email = `colleague-${crypto.randomUUID()}@example.jp`;
  const password = "sendai-shiyakusho-2026";
  await city.kairan("staff", "add", "--email", email, "--name", "鈴木", "--password", password, "--permission", "send");
  const context = await browser.newContext({ baseURL: city.url, locale: "ja-JP", timezoneId: "Asia/Tokyo" });
  const page = await context.newPage();
  await page.goto("/admin/sign-in");
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード").fill(password);
  await page.getByRole("button", { name: "サインイン" }).click();
  await page.waitForURL(/\/admin(?!\/sign-in)/);
  return page;
}

async function composeForEveryone(page: Page, title: string): Promise<void> {
  await page.goto("/admin/broadcasts/new");
  await page.getByLabel("タイトル").fill(title);
  await page.getByLabel("本文").fill(`${title}です。`);
  await page.getByRole("radio", { name: "全員" }).click({ force: true });
  await page.getByText("日時を予約する").click();
  await page.getByLabel("日付").fill("2099-01-15");
  await page.getByLabel("時刻").fill("09:30");
  await page.getByRole("button", { name: "確認へ進む" }).click();
}

const approvalIsAsked = (city: City) =>
  city.client.sql`insert into settings (name, value, updated_at)
    values ('approval', '{"enabled":true,"everyone":true,"audienceOver":null,"api":true}', now())
    on conflict (name) do update set value = excluded.value`;

// The city is shared with other tests, which send without asking.
test.afterEach(({ city }) => city.client.sql`delete from settings where name = 'approval'`);

test("a second person sends back with a reason, and lets go what was mended; the submitter cannot", async ({
  staffPage: page,
  city,
  browser,
}) => {
  await page.goto("/admin/broadcasts");
  await page.getByRole("link", { name: "承認の設定" }).click();
  await page.getByText("別の職員による承認を使う").click();
  await picture(page, "settings");
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("次の配信から承認が必要です。")).toBeVisible();

  await composeForEveryone(page, "市民アンケートのお願い");
  await expect(page.getByText("この配信には、別の職員の承認が必要です")).toBeVisible();
  await picture(page, "confirm");
  await expectAccessible(page);
  await page.getByRole("button", { name: /配信の承認を申請する/ }).click();
  await expect(page.getByText("別の職員の承認を待っています")).toBeVisible();
  await expect(page.getByText("自分で申請した配信は、自分では承認できません。")).toBeVisible();
  await expect(page.getByRole("button", { name: "承認する" })).toHaveCount(0);

  const colleague = await colleagueOf(browser, city);
  await expect(colleague.getByText(/承認待ちの配信が\d+件あります/)).toBeVisible();
  await picture(colleague, "home");
  await expectAccessible(colleague);
  await colleague.goto("/admin/broadcasts?status=awaiting_approval");
  await expectAccessible(colleague);
  await picture(colleague, "list");
  await colleague.getByRole("link", { name: "市民アンケートのお願い" }).click();
  await expect(colleague.getByRole("button", { name: "承認する" })).toBeVisible();
  await picture(colleague, "detail");
  await expectAccessible(colleague);
  await colleague.getByRole("button", { name: "差し戻す" }).click();
  const asked = colleague.getByRole("dialog", { name: /差し戻しますか/ });
  await asked.getByRole("button", { name: "差し戻す" }).click();
  await expect(asked.getByText("理由を入力してください。")).toBeVisible();
  await asked.getByLabel("差し戻す理由").fill("締め切りの日付を書いてください。");
  await picture(colleague, "reject");
  await asked.getByRole("button", { name: "差し戻す" }).click();
  await expect(colleague.getByText("下書き", { exact: true }).first()).toBeVisible();

  await page.reload();
  await expect(page.getByText("締め切りの日付を書いてください。").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "編集する" }).click();
  await expect(page.getByRole("heading", { name: "配信を編集する" })).toBeVisible();
  await expect(page.getByText("差し戻されました")).toBeVisible();
  await page.getByLabel("本文").fill("締め切りは12月25日です。");
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await page.getByRole("button", { name: /配信の承認を申請する/ }).click();
  await expect(page.getByText("別の職員の承認を待っています")).toBeVisible();

  await colleague.reload();
  await colleague.getByRole("button", { name: "承認する" }).click();
  await colleague.getByRole("button", { name: /への配信を承認する/ }).click();
  await expect(colleague.getByText("予約済み", { exact: true }).first()).toBeVisible();
  await expect(colleague.getByText("承認（鈴木）")).toBeVisible();
  await picture(colleague, "approved");
  await colleague.getByRole("button", { name: "予約を取り消す" }).click();
  await colleague.getByRole("alertdialog").getByRole("button", { name: "取り消す" }).click();
  await expect(colleague.getByText("誰にも送っていません。")).toBeVisible();
});

test("in an emergency an administrator sends without approval, and another person looks at it afterwards", async ({
  staffPage: page,
  city,
  browser,
}) => {
  await approvalIsAsked(city);
  await composeForEveryone(page, "避難所の開設");
  await page.getByRole("button", { name: "承認なしで配信する" }).click();
  const asked = page.getByRole("dialog", { name: "承認なしで配信しますか" });
  await asked.getByLabel("承認を待てない理由").fill("夜間で連絡が取れません。");
  await expectAccessible(page);
  await asked.getByRole("button", { name: /承認なしで.*配信する/ }).click();
  await expect(page.getByText("予約済み", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /確認済みにする/ })).toHaveCount(0);
  await page.goto("/admin/broadcasts/unapproved");
  await expect(page.getByRole("row", { name: /避難所の開設/ })).toContainText("別の職員の確認待ち");

  const colleague = await colleagueOf(browser, city);
  await colleague.goto("/admin/broadcasts");
  await colleague.getByRole("link", { name: /承認なしの配信/ }).click();
  await picture(colleague, "unapproved");
  await expectAccessible(colleague);
  await colleague.getByRole("button", { name: "「避難所の開設」を確認済みにする" }).click();
  await expect(colleague.getByText("確認を待つ配信はありません")).toBeVisible();
  await colleague.goto("/admin/broadcasts");
  await colleague.getByRole("link", { name: "避難所の開設" }).click();
  await expect(colleague.getByText("内容を確認（鈴木）")).toBeVisible();
});

test("another system is told that its broadcast waits, and sees when it goes", async ({ city, browser }) => {
  await approvalIsAsked(city);
  const headers = { authorization: `Bearer ${city.apiToken}`, "content-type": "application/json" };
  const messages = [{ type: "text", text: "システムからのお知らせです。" }];
  const body = JSON.stringify({ title: "システムからのお知らせ", messages, audience: { kind: "everyone" } });
  const sent = await fetch(`${city.url}/api/broadcasts`, { method: "POST", headers, body });
  expect(sent.status).toBe(202);
  const { id, status } = (await sent.json()) as { id: string; status: string };
  expect(status).toBe("awaiting_approval");
  const stateOf = async () =>
    ((await (await fetch(`${city.url}/api/broadcasts/${id}`, { headers })).json()) as { status: string }).status;
  expect(await stateOf()).toBe("awaiting_approval");

  const colleague = await colleagueOf(browser, city);
  await colleague.goto(`/admin/broadcasts/${id}`);
  await colleague.getByRole("button", { name: "承認する" }).click();
  await colleague.getByRole("button", { name: /への配信を承認する/ }).click();
  await expect.poll(stateOf).toMatch(/scheduled|sending|sent/);
});
