import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

async function register(city: City, count: number, answers: object): Promise<void> {
  for (let one = 0; one < count; one++) {
    const { userId } = await city.control.addResident({ displayName: `住民${one}`, friend: true, phone: false });
    const headers = {
      authorization: `Bearer ${await city.control.idToken(userId)}`,
      "content-type": "application/json",
    };
    const body = JSON.stringify({ answers });
    const saved = await fetch(`${city.url}/api/liff/preferences`, { method: "PUT", headers, body });
    expect(saved.ok).toBe(true);
  }
}

test("friends are taken in, counted and drawn; few people are never shown", async ({ staffPage: page, city }) => {
  await page.goto("/admin/followers");
  await expect(page.getByText("登録者がまだ10人に届いていません")).toBeVisible();
  await register(city, 14, { ward: "aoba", topics: { crime: ["aoba"] } });
  await register(city, 3, { ward: "izumi" });
  await city.control.addResidents(30);

  await page.getByRole("button", { name: "友だちを取り込む" }).click();
  await expect(page.getByText(/に終わり、47人を取り込みました/)).toBeVisible({ timeout: 20_000 });
  await page.reload();
  const ward = page.getByRole("figure").filter({ hasText: "お住まいの区" });
  await ward.getByText("表で見る").click();
  await expect(ward.getByRole("row", { name: /青葉区/ })).toBeVisible();
  await expect(ward.getByRole("row", { name: /泉区/ })).toContainText("非表示");
  await expect(ward).not.toContainText("3人");
  await expectAccessible(page);
  const csv = await (await page.request.get("/admin/followers/answers.csv?question=ward")).text();
  expect(csv).toMatch(/泉区,非表示/);

  await page.getByLabel("この人数より少ない項目を非表示にする").fill("２");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("3から1,000までの整数を入力してください。")).toBeVisible();
  await page.getByLabel("この人数より少ない項目を非表示にする").fill("３");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("3人未満の項目を非表示にします。")).toBeVisible();
});

test.describe("of an account that LINE has not verified", () => {
  test("the import says why it cannot be done", async ({ staffPage: page, city }) => {
    await city.control.addFault({ endpoint: "followers", kind: "403", count: 1 });
    await page.goto("/admin/followers");
    await page.getByRole("button", { name: "友だちを取り込む" }).click();
    await expect(page.getByText(/認証済アカウントかプレミアムアカウントでのみ/)).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
  });
});
