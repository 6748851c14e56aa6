import { readFile } from "node:fs/promises";
import { freshen } from "../samples/freshen.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

test("a mail says until when it is kept, and its bytes and the log can be taken away as files", async ({
  staffPage: page,
  city,
}) => {
  const raw = freshen(await readFile("samples/mails/05-bear-izumi.eml"), new Date());
  const id = await city.sendMail(raw);
  await page.goto(`/admin/mails/${id}`);
  await expect(page.getByText(/原文と文面は.*まで保存します。/)).toBeVisible();
  await expectAccessible(page);
  const link = page.getByRole("link", { name: "原文（.eml）をダウンロードする" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.press("Enter")]);
  expect(download.suggestedFilename()).toMatch(/^mail-\d{8}-\d{4}-[0-9a-f]{8}\.eml$/);
  expect(await readFile(await download.path())).toEqual(raw);

  const answer = await page.request.get(`/admin/mails/${id}/raw`);
  expect(answer.headers()).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
  expect(answer.headers()["content-type"]).toContain("text/plain");

  await page.goto("/admin/mails");
  await expectAccessible(page);
  const csv = page.getByRole("link", { name: "一覧をCSVで書き出す" });
  const [log] = await Promise.all([page.waitForEvent("download"), csv.press("Enter")]);
  expect((await readFile(await log.path())).toString()).toContain(id);

  await city.client.sql`update mails set raw = null, reading = null where id = ${id}`;
  await page.goto(`/admin/mails/${id}`);
  await expect(page.getByText("保存期間を過ぎたため、原文と文面は消えています")).toBeVisible();
  await expect(link).toBeHidden();
  await expectAccessible(page);
  expect((await page.request.get(`/admin/mails/${id}/raw`)).status()).toBe(404);
});

test("without signing in there is neither file", async ({ request, city }) => {
  const id = await city.sendMail(freshen(await readFile("samples/mails/06-subway.eml"), new Date()));
  expect((await request.get(`/admin/mails/${id}/raw`)).status()).toBe(401);
  expect((await request.get("/admin/mails/mails.csv")).status()).toBe(401);
});
