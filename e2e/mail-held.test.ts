import { readFile } from "node:fs/promises";
import type { City } from "#test/city.ts";
import { freshen } from "../samples/freshen.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

const sample = (name: string) => readFile(`samples/mails/${name}.eml`);
const hourMs = 3_600_000;

async function untilHandled(city: City): Promise<void> {
  const waiting = async () => (await city.client.sql`select 1 from mails where state = 'received'`).length;
  await expect.poll(waiting).toBe(0);
}

test("a replay of old alerts is let go at once by keyboard, and the genuine mail among what waits is sent from the same page", async ({
  staffPage: page,
  city,
}) => {
  for (let index = 0; index < 12; index++)
    await city.sendMail(freshen(await sample("01-crime-aoba"), new Date(Date.now() - (20 + index) * hourMs)));
  const genuine = freshen(await sample("05-bear-izumi"), new Date(Date.now() - 7 * hourMs));
  const bear = await city.sendMail(genuine);
  await untilHandled(city);

  await page.goto("/admin/notices");
  await page.getByRole("link", { name: "保留を確認する" }).first().click();
  await expect(page.getByRole("heading", { name: "保留中のメール（13通）", level: 1 })).toBeVisible();
  await expectAccessible(page);
  const old = page.getByRole("region", { name: /^古いメール（みやぎSecurityメール）/ });
  await expect(old).toContainText("12通");
  await expect(old).toContainText("20時間前");
  await old.getByRole("button", { name: "ほか7通を表示する" }).press("Enter");
  await expect(old.locator("summary")).toHaveCount(12);
  await old.getByRole("button", { name: "「古いメール（みやぎSecurityメール）」12通を見送る" }).press("Enter");
  const sure = page.getByRole("alertdialog", { name: "12通をまとめて見送りますか" });
  await expectAccessible(page);
  await sure.getByRole("button", { name: "12通を見送る" }).press("Enter");
  await expect(page.getByText("12通を見送りました。誰にも送られていません。")).toBeVisible();
  await expect(page.getByRole("heading", { name: "保留中のメール（1通）" })).toBeVisible();
  expect(await city.client.sql`select 1 from mails where state = 'dismissed'`).toHaveLength(12);
  expect(await city.client.sql`select 1 from broadcasts`).toHaveLength(0);

  const bears = page.getByRole("region", { name: /^古いメール（クマ出没情報）/ });
  await expect(bears).toContainText("クマを見かけたら、近づかず");
  await bears.getByRole("button", { name: "配信する" }).press("Enter");
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /人に配信する$/ })
    .press("Enter");
  await expect(page.getByText("保留中のメールはありません")).toBeVisible();
  await expectAccessible(page);
  const [sent] = await city.client.sql`select state from mails where id = ${bear}`;
  expect(sent!.state).toBe("forwarded");
});

test("automatic sending is stopped and let go on again with one button each; meanwhile mails are held", async ({
  staffPage: page,
  city,
}) => {
  await page.goto("/admin/mails/sources");
  await page.getByRole("button", { name: "自動配信を停止する" }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "停止する" }).press("Enter");
  await expect(page.getByRole("link", { name: "自動配信を停止しています" })).toBeVisible();
  await expectAccessible(page);
  const id = await city.sendMail(freshen(await sample("06-subway"), new Date()));
  await untilHandled(city);
  const held = () => city.client.sql`select state, held_by from mails where id = ${id}`;
  expect(await held()).toEqual([{ state: "held", held_by: "off" }]);

  await page.getByRole("button", { name: "自動配信を再開する" }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "再開する" }).press("Enter");
  await expect(page.getByRole("link", { name: "自動配信を停止しています" })).toBeHidden();
  expect(await held()).toEqual([{ state: "held", held_by: "off" }]);
  expect(await city.kairan("mail", "held")).toContain(id);
});
