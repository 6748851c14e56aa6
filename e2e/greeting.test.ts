import { expect, expectAccessible, test } from "./fixtures.ts";

test("staff write the greeting beside the phone, and a new friend gets it", async ({ staffPage: page, city }) => {
  await page.goto("/admin/greeting");
  const phone = page.getByRole("region", { name: "あいさつの見え方" });
  await page.getByRole("textbox", { name: /^本文/ }).fill("はじめまして。仙台市です。");
  await expect(phone).toContainText("はじめまして。仙台市です。");
  await page.getByRole("textbox", { name: /^リンク先/ }).fill("javascript:x");
  await page.getByRole("button", { name: "あいさつを保存する" }).click();
  await expect(page.getByText(/リンク先は https/).first()).toBeVisible();
  await page.getByRole("textbox", { name: /^リンク先/ }).fill("{formUrl}");
  await page.getByRole("button", { name: "あいさつを保存する" }).click();
  await expect(page.getByText("保存しました。")).toBeVisible();
  await expectAccessible(page);
  const { userId } = await city.control.addResident({ displayName: "新しい人", friend: false });
  await city.control.follow(userId);
  await expect
    .poll(async () => JSON.stringify((await city.control.talk(userId)).bubbles))
    .toContain("はじめまして。仙台市です。");
});

test("a message to a segment leads to a page that says why it came", async ({ staffPage: page, city }) => {
  await page.goto("/admin/greeting");
  await page.getByText("リンクだけ付ける").click();
  await page.getByRole("button", { name: "案内の付け方を保存する" }).click();
  await expect(page.getByText("保存しました。")).toBeVisible();
  await page.goto("/admin/broadcasts/new");
  await page.getByRole("textbox", { name: /^本文/ }).fill("断水します。");
  const phone = page.getByRole("region", { name: "メッセージの見え方" });
  await expect(phone).toContainText("断水します。");
  await expect(phone).not.toContainText("届いた理由");
  await page.getByText("登録者", { exact: true }).click();
  await expect(phone).toContainText("届いた理由と受信設定の変更");
  await expect(page.getByText(/「なぜ届いた？」の案内\d+文字を含みます/)).toBeVisible();
  await page.getByText("全員", { exact: true }).click();
  await expect(phone).not.toContainText("届いた理由");

  const rule = { question: "ward", anyOf: ["aoba"] };
  const sent = await fetch(`${city.url}/api/broadcasts`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${city.apiToken}`,
      "content-type": "application/json",
      "idempotency-key": "why",
    },
    body: JSON.stringify({
      title: "断水",
      messages: [{ type: "text", text: "断水します。" }],
      audience: { kind: "rule", rule },
    }),
  });
  const { id } = (await sent.json()) as { id: string };
  await expect
    .poll(async () => (await city.client.sql`select status from broadcasts where id = ${id}`)[0]!.status)
    .toBe("sent");
  const [row] = await city.client.sql`select outgoing from broadcasts where id = ${id}`;
  const link = /http\S+\/liff\/why\?b=[\w-]+/.exec(row!.outgoing[0].text)![0];
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "このメッセージが届いた理由" })).toBeVisible();
  await expect(page.getByText("お住まいの区：青葉区")).toBeVisible();
  await expect(page.getByRole("link", { name: "受信設定を開く" })).toBeVisible();
  await expectAccessible(page);
  await city.client.sql`delete from settings where name = 'whyNote'`;
});
