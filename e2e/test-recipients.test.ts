import { expect, expectAccessible, test } from "./fixtures.ts";

test("a colleague joins by a code in the talk, and a test send shows 【テスト】 on that phone only", async ({
  staffPage: page,
  city,
}) => {
  const colleague = await city.control.addResident({ displayName: "広報課の電話", friend: true });
  const resident = await city.control.addResident({ displayName: "住民の電話", friend: true });
  const seen = async ({ userId }: { userId: string }) => JSON.stringify((await city.control.talk(userId)).bubbles);

  await page.goto("/admin/test-recipients");
  await expect(page.getByText("テスト配信先はまだありません")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "コードを発行する" }).click();
  await expect(page.getByText("名前を入力してください。")).toBeVisible();
  await page.getByLabel("登録する人の名前").fill("広報課 佐藤");
  await page.getByRole("button", { name: "コードを発行する" }).click();
  const card = page.getByRole("region", { name: "「広報課 佐藤」さんのコード" });
  const code = (await card.getByText(/^テスト\d{8}$/).textContent())!;
  await expectAccessible(page);

  await city.control.writeText(colleague.userId, code);
  await expect(page.getByRole("row", { name: /広報課 佐藤/ })).toBeVisible();
  await expect(card).toHaveCount(0);
  await expect(page.getByText("「広報課 佐藤」さんをテスト配信先に登録しました。")).toBeVisible();
  expect(await page.content()).not.toContain(colleague.userId);
  expect(await seen(colleague)).toContain("テスト配信先に登録しました");

  await page.goto("/admin/broadcasts/new");
  await page.getByLabel("タイトル").fill("試し");
  await page.getByLabel("本文").fill("試しにお送りします。");
  await page.getByRole("radio", { name: /テスト配信先/ }).click({ force: true });
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await page.getByRole("button", { name: /1人に.*配信する/ }).click();
  await expect.poll(() => seen(colleague)).toContain("【テスト】\\n試しにお送りします。");
  expect(await seen(resident)).not.toContain("試しにお送りします。");

  await page.goto("/admin/test-recipients");
  await page.getByRole("button", { name: "「広報課 佐藤」さんを外す" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "外す" }).click();
  await expect(page.getByText("テスト配信先はまだありません")).toBeVisible();
  await expect(page.getByRole("heading", { name: "登録済みのテスト配信先" })).toBeFocused();
});

test("a code that was taken back opens nothing", async ({ staffPage: page, city }) => {
  const stranger = await city.control.addResident({ displayName: "だれか", friend: true });
  await page.goto("/admin/test-recipients");
  await page.getByLabel("登録する人の名前").fill("まちがい");
  await page.keyboard.press("Enter");
  const card = page.getByRole("region", { name: "「まちがい」さんのコード" });
  const code = (await card.getByText(/^テスト\d{8}$/).textContent())!;
  await card.getByRole("button", { name: /取り消す/ }).click();
  await expect(page.getByText("「まちがい」さんのコードを取り消しました。")).toBeVisible();
  await expect(card).toHaveCount(0);
  expect((await city.control.writeText(stranger.userId, code)).webhook.success).toBe(true);
  await expect
    .poll(
      async () => (await city.client.sql`select 1 from events where type = 'message' and state = 'received'`).length,
    )
    .toBe(0);
  expect((await city.client.sql`select 1 from test_recipients where name = 'まちがい'`).length).toBe(0);
});

test("a notice is told with its count, and goes once it is taken care of", async ({ staffPage: page, city }) => {
  await city.client.sql`
    insert into notices (id, cause, title, advice, count, raised_at, last_raised_at)
    values (gen_random_uuid(), 'line.quota', '今月の配信可能数を使い切りました', 'プランを確認してください。', 40, now(), now())`;
  await page.goto("/admin");
  await page.getByRole("link", { name: /^お知らせ/ }).click();
  const notice = page.getByRole("article").filter({ hasText: "今月の配信可能数" });
  await expect(notice).toContainText("40回");
  await expect(notice.getByRole("link")).toHaveAttribute("href", "/admin/broadcasts?status=paused");
  await expectAccessible(page);
  await notice.getByRole("button", { name: /対応済みにする/ }).click();
  await expect(page.getByRole("heading", { name: "確認が必要なお知らせ（0件）" })).toBeFocused();
  await expect(page.getByRole("row", { name: /今月の配信可能数/ })).toContainText("40回");
  await expect(page).toHaveTitle(/お知らせ/);
  await expectAccessible(page);
});
