import type { Page } from "@playwright/test";
import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

const wrongText = "明日、青葉区で断水します。";
const rightText = "明日、泉区で断水します。";

/** Friends who have answered, as far as the city knows; gives back their ids. */
async function settle(city: City, names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const displayName of names) {
    const { userId } = await city.control.addResident({ displayName, friend: true });
    const headers = {
      authorization: `Bearer ${await city.control.idToken(userId)}`,
      "content-type": "application/json",
    };
    const body = JSON.stringify({ answers: { ward: "aoba", topics: { crime: ["aoba"] } } });
    await expect(async () => {
      const saved = await fetch(`${city.url}/api/liff/preferences`, { method: "PUT", headers, body });
      expect((await saved.json()).friend).toBe(true);
    }).toPass();
    ids.push(userId);
  }
  return ids;
}

async function sendToWard(page: Page, city: City): Promise<string> {
  const response = await page.request.post(`${city.url}/api/broadcasts`, {
    headers: { authorization: `Bearer ${city.apiToken}` },
    data: {
      title: "断水のお知らせ",
      messages: [{ type: "text", text: wrongText }],
      audience: { kind: "rule", rule: { question: "topics", row: "crime", anyOf: ["aoba"] } },
    },
  });
  const { id } = (await response.json()) as { id: string };
  await page.goto(`/admin/broadcasts/${id}`);
  await expect(page.getByText("LINEが2人分を受け付けました。")).toBeVisible();
  return id;
}

test("a wrong message is put right for exactly those who got it, and both pages lead to each other", async ({
  staffPage: page,
  city,
}) => {
  const [first, second] = await settle(city, ["青葉区の人1", "青葉区の人2"]);
  const wrong = await sendToWard(page, city);
  const [late] = await settle(city, ["あとから登録した人"]);

  await page.getByRole("button", { name: "訂正配信を作成する" }).press("Enter");
  await expect(page.getByLabel("タイトル")).toHaveValue("【訂正】断水のお知らせ");
  await expect(page.getByText(/いま、\d分たっています。/)).toBeVisible();
  await expect(page.getByRole("radio", { name: "元の配信を受け取った人" })).toBeChecked();
  const line = page.getByRole("region", { name: "配信対象の人数" });
  await expect(line).toContainText("2人");
  await expectAccessible(page);

  await page.getByRole("button", { name: "確認へ進む" }).click();
  await expect(page.getByText("元の文面がそのまま残っています")).toBeVisible();
  await expect(page.getByText("元の配信を受け取った人").first()).toBeVisible();
  await page.reload();
  await expectAccessible(page);
  await page.getByRole("link", { name: "編集に戻る" }).click();

  const text = page.getByLabel("本文");
  await expect(text).toHaveValue(new RegExp(`^【訂正】\\n[\\s\\S]*${wrongText}$`));
  await text.fill((await text.inputValue()).replace(wrongText, rightText));
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await expect(page.getByRole("button", { name: "2人に配信する" })).toBeVisible();
  await expect(page.getByText("元の文面がそのまま残っています")).toBeHidden();
  await page.getByRole("button", { name: "2人に配信する" }).click();
  await expect(page.getByText("LINEが2人分を受け付けました。")).toBeVisible();
  await page.reload();
  await expect(page.getByText(/分後に配信を開始しました。/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "「断水のお知らせ」" }).click();
  await page.waitForURL(`**/admin/broadcasts/${wrong}`);
  await expect(page.getByRole("heading", { name: "この配信の訂正" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "【訂正】断水のお知らせ" }).click();
  await expect(page.getByRole("heading", { name: "【訂正】断水のお知らせ" })).toBeVisible();

  for (const userId of [first!, second!]) expect(await correctionsAt(city, userId)).toBe(1);
  expect(await correctionsAt(city, late!)).toBe(0);
});

/** How many corrections a phone has. */
async function correctionsAt(city: City, userId: string): Promise<number> {
  const messages = await city.control.residentLedger(userId);
  const got = messages.filter(({ preview }) => preview.startsWith("【訂正】"));
  return got.reduce((total, { count }) => total + count, 0);
}
