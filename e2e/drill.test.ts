import { type City, startCity } from "#test/city.ts";
import { test as base, expect, expectAccessible } from "./fixtures.ts";

/** A city whose processes all have DRILL=1. */
const test = base.extend<object, { city: City }>({
  city: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names a fixture needs from its pattern
    async ({}, use) => {
      const city = await startCity("profiles/sendai.json", { DRILL: "1" });
      await use(city);
      await city.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test("in drill mode the page says before and after that no resident gets it", async ({ staffPage: page, city }) => {
  const { userId: resident } = await city.control.addResident({ displayName: "住民", friend: true });
  const { userId: colleague } = await city.control.addResident({ displayName: "防災課", friend: true });
  await city.client
    .sql`insert into test_recipients (line_user_id, name, created_at) values (${colleague}, '防災課', now())`;
  await page.goto("/admin/broadcasts/new");
  await page.getByLabel("タイトル").fill("避難指示");
  await page.getByLabel("本文").fill("避難してください。");
  await page.getByRole("radio", { name: "全員" }).press("Space");
  const line = page.getByRole("region", { name: "配信対象の人数" });
  await expect(line).toContainText(/\d+人/);
  await expect(line).toContainText("下書きを保存しました");
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await expect(page.getByText("住民には届きません。配信対象にかかわらず、テスト配信先の1人だけに")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "1人に配信する" }).click();
  await expect(page.getByText("LINEが1人分を受け付けました。")).toBeVisible();
  await page.reload();
  await expect(page.getByText("訓練モードの配信です")).toBeVisible();
  await expectAccessible(page);

  const [got] = await city.control.residentLedger(colleague);
  expect(got?.preview).toMatch(/^【訓練】/);
  expect(await city.control.residentLedger(resident)).toEqual([]);
});
