import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, expectAccessible, test } from "./fixtures.ts";

/** A chatbot that answers 200 and remembers what it was told. */
async function startBot() {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    heard.push(Buffer.concat(chunks).toString());
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/callback`, heard, close: () => server.close() };
}

test("a chatbot is set, tried, told what a resident writes, and what came of it can be read", async ({
  staffPage: page,
  city,
}) => {
  const bot = await startBot();
  await page.goto("/admin/chatbot");
  await expect(page.getByText("転送先は登録されていません")).toBeVisible();
  await page.getByRole("button", { name: "転送先を追加する" }).click();
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("名前を入力してください。")).toBeVisible();
  await page.getByLabel("名前").fill("ごみ案内AI");
  await page.getByLabel("Webhook URL").fill(bot.url);
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存する" }).click();
  await page.getByRole("button", { name: "「ごみ案内AI」への接続を試す" }).click();
  await expect(page.getByText("つながりました：HTTP 200")).toBeVisible();
  expect(bot.heard.map((raw) => JSON.parse(raw).events)).toEqual([[]]);

  const { userId } = await city.control.addResident({ displayName: "質問する人", friend: true });
  await city.control.writeText(userId, "粗大ごみはどう出しますか");
  await expect.poll(() => bot.heard.some((raw) => raw.includes("粗大ごみはどう出しますか"))).toBe(true);
  await expect
    .poll(async () => (await city.client.sql`select 1 from forwardings where state = 'forwarded'`).length)
    .toBeGreaterThanOrEqual(1);
  await page.reload();
  await expect(page.getByRole("row", { name: /ごみ案内AI.*転送済み.*HTTP 200/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "転送できなかったもの" }).click();
  await expect(page.getByText("転送できなかったものはありません")).toBeVisible();

  await page.getByRole("button", { name: "転送先1を外す" }).click();
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("転送先の状態")).toHaveCount(0);
  bot.close();
});

test("what residents wrote and tapped is read by day, and the look is on record", async ({ staffPage: page, city }) => {
  const { userId } = await city.control.addResident({ displayName: "書く人", friend: true });
  await city.control.writeText(userId, "街灯が切れています");
  await city.control.tapPostback(userId, { data: "name=防災" });
  await city.control.tapPostback(userId, { data: "name=防災" });
  await expect.poll(async () => (await city.client.sql`select 1 from taps where count = 2`).length).toBe(1);

  await page.goto("/admin/messages");
  await expect(page.getByRole("row", { name: /街灯が切れています/ })).toBeVisible();
  await page.getByText("表で見る").click();
  await expect(page.getByRole("row", { name: /防災.*2回/ })).toBeVisible();
  await expectAccessible(page);
  expect(await page.content()).not.toContain(userId);

  await page.getByLabel("日付で絞り込む").fill("2020-01-01");
  await page.getByRole("button", { name: "この日を表示する" }).click();
  await expect(page.getByText("この日のメッセージはありません")).toBeVisible();
  const csv = await page.request.get("/admin/messages/taps.csv");
  expect(await csv.text()).toContain("防災,2");
  await page.goto("/admin/activity");
  await expect(page.getByRole("row", { name: /受信メッセージの閲覧/ }).first()).toBeVisible();
});
