import { expect, expectAccessible, test } from "./fixtures.ts";

test("staff sign in and see the city", async ({ staffPage: page }) => {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
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
