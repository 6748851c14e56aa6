import { expect, expectAccessible, test } from "./fixtures.ts";

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
