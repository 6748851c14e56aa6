import { readFile } from "node:fs/promises";
import { freshen } from "../samples/freshen.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

/** A police mail reaches exactly the residents of the ward who asked for it, as one sees it on their phones. */
test("a mail becomes a message on the right phone, and not on the neighbour ward's", async ({ page, city }) => {
  const [hana, ichiro] = ["青葉区のはな", "泉区の一郎"];
  for (const displayName of [hana, ichiro]) await city.control.addResident({ displayName, friend: false });
  await page.goto("/sandbox");
  const phoneOf = (name: string) => page.getByRole("article", { name: `${name}の電話` });

  for (const [name, ward] of [
    [hana, "青葉区"],
    [ichiro, "泉区"],
  ] as const) {
    const phone = phoneOf(name);
    await phone.getByRole("button", { name: "友だち追加する" }).click();
    await expect(phone.getByText("友だち追加していただき")).toBeVisible();
    await phone.getByText("受信設定をする").click();
    const form = phone.frameLocator("iframe");
    const crime = form.getByRole("group", { name: "防犯情報" });
    await crime.getByText(ward, { exact: true }).click();
    await form.getByRole("button", { name: "保存する" }).click();
    await expect(form.getByRole("status")).toContainText("保存しました");
    await phone.getByRole("button", { name: /閉じる/ }).click();
  }

  await city.sendMail(freshen(await readFile("samples/mails/01-crime-aoba.eml"), new Date()));
  await expect(phoneOf(hana).getByText("みやぎSecurityメール").first()).toBeVisible();
  await expect(phoneOf(ichiro).getByText("みやぎSecurityメール")).toHaveCount(0);
  const ledger = await city.control.ledger();
  expect(ledger.doubled).toBe(0);
  expect(ledger.violations).toEqual([]);
});

test("the phones can be used without a barrier", async ({ page, city }) => {
  await city.control.addResident({ displayName: "だれか" });
  await page.goto("/sandbox");
  await expect(page.getByRole("heading", { name: "住民の電話" })).toBeVisible();
  await expectAccessible(page);
});
