import { readFile, writeFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { freshen } from "../samples/freshen.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

// Walking by Tab through long pages takes its time.
test.describe.configure({ timeout: 120_000 });

const sample = async (name: string) => freshen(await readFile(`samples/mails/${name}.eml`), new Date());

/** As somebody without a mouse: on with Tab until it has the focus. */
async function reach(page: Page, wanted: Locator, key = "Tab"): Promise<void> {
  await expect(wanted.first()).toBeVisible();
  const hasFocus = () => wanted.first().evaluate((element) => element.matches(":focus, :has(:focus)"));
  for (let step = 0; step < 250; step++) {
    if (await hasFocus()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Not reached by ${key}: ${wanted}`);
}

async function press(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press(key);
}

async function tryFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await press(page, page.getByRole("button", { name: "ファイルを選ぶ" }));
  await (await chooser).setFiles({ name, mimeType: "message/rfc822", buffer });
  await expect(page.getByRole("heading", { name: "結果" })).toBeFocused();
}

const opening = (page: Page, name: string) => page.locator("details", { hasText: name }).first();

/** As the browser is told of a file that somebody carries in from their desktop. */
async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const place = (await page.getByText("ここにドラッグして落とすこともできます。").boundingBox())!;
  const carried = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: place.x + 5, y: place.y + 5, data: carried });
}

test("a mail's file is dropped onto the lab; what is no such file is refused in words", async ({
  staffPage: page,
}, info) => {
  await writeFile(info.outputPath("クマ.msg"), Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
  await writeFile(info.outputPath("クマ.eml"), await sample("05-bear-izumi"));
  await page.goto("/admin/mails/lab");
  await drop(page, info.outputPath("クマ.msg"));
  await expect(page.getByText("Outlookの形式（.msg）は読み取れません。")).toBeVisible();
  await page.reload();
  await drop(page, info.outputPath("クマ.eml"));
  await expect(page.getByText(/^泉区 × クマ出没情報（[\d,]+人）に配信します。/)).toBeVisible();
  await expect(page.getByText("クマ.eml")).toBeVisible();
  await expect(page.getByRole("heading", { name: "結果" })).toBeFocused();
});

test("a mail is tried, kept as a case, and a rule that would change it needs an explicit word: by keyboard alone", async ({
  staffPage: page,
  city,
}) => {
  await page.goto("/admin/mails/lab");
  await expectAccessible(page);
  await tryFile(page, "police.eml", await sample("01-crime-aoba"));
  await expect(page.getByText(/^青葉区 × 防犯情報（[\d,]+人）に配信します。/)).toBeVisible();
  await expect(page.getByRole("region", { name: "メッセージの見え方" }).first()).toContainText("【防犯情報】");
  await expect(opening(page, "転送ルール")).not.toHaveAttribute("open");
  await press(page, opening(page, "転送ルール").locator("summary"));
  await expect(opening(page, "転送ルール")).toContainText("クマ出没情報");
  await expectAccessible(page);

  const name = page.getByLabel("確認用メールの名前");
  await reach(page, name);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("青葉区の不審者");
  await press(page, page.getByRole("button", { name: "この結果を保存する" }));
  await expect(page.getByRole("region", { name: "確認用メール", exact: true })).toContainText("期待どおり");

  await tryFile(page, "old.eml", Buffer.from("From: x@y.example\r\nSubject: hello\r\n\r\nhello"));
  await expect(page.getByText("どの転送ルールにも合わないため、配信しません。")).toBeVisible();
  await expect(page.locator("details").first()).toContainText("一致なし");
  expect(await city.client.sql`select 1 from broadcasts`).toHaveLength(0);

  await press(page, page.getByRole("link", { name: "転送ルール", exact: true }), "Enter");
  await press(page, page.getByRole("grid", { name: "転送ルールの一覧" }));
  await expect(page.getByRole("heading", { name: "みやぎSecurityメール（防犯情報）", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await press(page, page.getByRole("button", { name: "加工1を外す" }));
  await press(page, page.getByRole("button", { name: "保存せずにメールを試す" }));
  await expect(page.getByRole("heading", { name: "保存する前の内容でメールを試す" })).toBeFocused();
  await tryFile(page, "police.eml", await sample("01-crime-aoba"));
  await expect(page.getByRole("region", { name: "メッセージの見え方" })).toContainText("【防犯情報】【みやぎSecurity");
  await press(page, page.getByRole("button", { name: "編集に戻る" }));
  await expect(page.getByRole("button", { name: "変更を確認する" })).toBeFocused();
  await press(page, page.getByRole("button", { name: "変更を確認する" }));
  await expect(page.getByRole("heading", { name: "変更の確認" })).toBeFocused();
  const failing = page.getByRole("region", { name: "確認用メールの結果" });
  await expect(failing).toContainText("1件の結果が変わります。");
  await expect(failing).toContainText("青葉区の不審者");
  await expect(failing).not.toContainText("エリア：青葉区");
  const save = page.getByRole("button", { name: "この内容で保存する" });
  await expect(page.getByText("直近90日に届いたメールはありません。")).toBeVisible();
  await expect(save).toBeDisabled();
  await expectAccessible(page);
  await press(page, page.getByRole("checkbox", { name: /結果が変わることを確認しました/ }), "Space");
  await press(page, save);
  await expect(page.getByRole("heading", { name: "転送ルール", level: 1 })).toBeVisible();
  const [recorded] = await city.client
    .sql`select detail from activities where action = 'mail.rule.save' order by at desc limit 1`;
  expect((recorded!.detail as { failingCases: string[] }).failingCases).toHaveLength(1);

  await page.goto("/admin/mails/lab");
  const cases = page.getByRole("region", { name: "確認用メール", exact: true });
  await expect(cases).toContainText("結果が違う");
  await press(page, cases.getByRole("button", { name: /削除する/ }));
  await press(page, page.getByRole("alertdialog").getByRole("button", { name: "削除する" }));
  await expect(cases).toContainText("まだありません。");
});

test("rules are put in another order and switched off by keyboard, once one has seen what it would do", async ({
  staffPage: page,
  city,
}) => {
  await city.sendMail(await sample("05-bear-izumi"));
  await expect
    .poll(async () => (await city.client.sql`select state from mails where state <> 'received'`).length)
    .toBe(1);
  await page.goto("/admin/mails/rules");
  await expectAccessible(page);
  const names = () => page.getByRole("grid", { name: "転送ルールの一覧" }).getByRole("row").allTextContents();
  await reach(page, page.getByRole("row", { name: /クマ出没情報/ }).or(page.getByRole("row").first()));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "「クマ出没情報」を動かす" })).toBeFocused();
  await page.keyboard.press("Enter");
  await reach(page, page.getByRole("button", { name: /^みやぎSecurityメール.*の前に挿入/ }), "ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByText("順番を変えました。まだ保存していません。")).toBeVisible();
  expect((await names())[0]).toContain("クマ出没情報");
  await press(page, page.getByRole("button", { name: "変更を確認する" }));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("変わるメールはありません。");
  await expectAccessible(page);
  await press(page, dialog.getByRole("button", { name: "この順番にする" }));
  await expect(dialog).toBeHidden();
  const first = await city.client.sql`select key from mail_rules where position = 0 and not retired`;
  expect(first).toEqual([{ key: "bear" }]);

  await page.goto("/admin/mails/rules");
  await reach(page, page.getByRole("grid"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("switch", { name: "転送ルール「クマ出没情報」" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(dialog).toContainText("1通が配信されなくなります。");
  await press(page, dialog.getByRole("button", { name: "オフにする" }));
  await expect(page.getByRole("row", { name: /クマ出没情報/ })).toContainText("オフ");
});

/** By the mouse from the middle of one to the upper edge of another, in small steps as a hand does. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await to.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(start!.x + start!.width / 2, start!.y + start!.height / 2);
  await page.mouse.down();
  await page.mouse.move(end!.x + 80, end!.y + 40, { steps: 12 });
  await page.mouse.move(end!.x + 80, end!.y + 3, { steps: 6 });
  await page.mouse.up();
}

test("a rule is dragged by the mouse before another, and put back when nobody saves it", async ({
  staffPage: page,
}) => {
  await page.setViewportSize({ width: 1280, height: 1800 });
  await page.goto("/admin/mails/rules");
  const rows = page.getByRole("grid", { name: "転送ルールの一覧" }).getByRole("row");
  const order = await rows.allTextContents();
  await drag(page, page.getByRole("button", { name: "「パブリックコメント募集」を動かす" }), rows.first());
  await expect(page.getByText("順番を変えました。まだ保存していません。")).toBeVisible();
  await expect(rows.first()).toContainText("1.パブリックコメント募集");
  await page.getByRole("button", { name: "元に戻す" }).click();
  expect(await rows.allTextContents()).toEqual(order);

  await drag(page, page.getByRole("button", { name: "「パブリックコメント募集」を動かす" }), rows.first());
  await page.getByRole("button", { name: "変更を確認する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "この順番にする" }).click();
  await expect(page.getByText("転送ルールを変更しました。")).toBeVisible();
  await page.reload();
  await expect(rows.first()).toContainText("1.パブリックコメント募集");
});

test("a rule is deleted by keyboard, once one has seen which mails would no longer go", async ({
  staffPage: page,
  city,
}) => {
  const id = await city.sendMail(await sample("10-vaccine"));
  await expect
    .poll(async () => (await city.client.sql`select 1 from mails where id = ${id} and state <> 'received'`).length)
    .toBe(1);
  await page.goto("/admin/mails/rules/covid");
  const ask = page.getByRole("button", { name: "削除する", exact: true });
  await press(page, ask);
  const dialog = page.getByRole("dialog", { name: /を削除する$/ });
  await expect(dialog).toContainText("1通が配信されなくなります。");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(ask).toBeFocused();
  await page.keyboard.press("Enter");
  const sure = dialog.getByRole("button", { name: "削除する" });
  await expect(sure).toBeEnabled();
  await press(page, sure);
  await expect(page.getByRole("heading", { name: "転送ルール", level: 1 })).toBeVisible();
  await expect(page.getByRole("grid")).not.toContainText("ワクチン");
  const [row] = await city.client.sql`select retired from mail_rules where key = 'covid'`;
  expect(row!.retired).toBe(true);
});

test("a rule is made: what is missing is said, a received mail shows the text before and after", async ({
  staffPage: page,
  city,
}) => {
  const id = await city.sendMail(await sample("06-subway"));
  await expect
    .poll(async () => (await city.client.sql`select 1 from mails where id = ${id} and state <> 'received'`).length)
    .toBe(1);
  await page.goto("/admin/mails/rules/new");
  await press(page, page.getByRole("button", { name: "変更を確認する" }));
  await expect(page.getByRole("alert").first()).toContainText("名前を入力してください。");
  await reach(page, page.getByLabel("名前", { exact: false }).first(), "Shift+Tab");
  await page.keyboard.type("地下鉄のひな形");
  await reach(page, page.getByLabel("条件1：語句"));
  await page.keyboard.type("ｓｕｂｗａｙ");
  await press(page, page.getByRole("checkbox", { name: "ひな形で文面を作る" }), "Space");
  await reach(page, page.getByLabel("ひな形", { exact: true }));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("お知らせ：{{件名}");
  await reach(page, page.getByRole("radio", { name: "メールに書かれた内容で決める" }));
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "友だち全員" })).toBeChecked();
  await press(page, page.getByRole("button", { name: "変更を確認する" }));
  await expect(page.getByRole("alert").first()).toContainText("ひな形：ひな形の { } の書き方が正しくありません。");
  await press(page, page.getByRole("button", { name: "戻る" }));
  await reach(page, page.getByLabel("ひな形", { exact: true }), "Shift+Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("お知らせ：{件名}");
  await expectAccessible(page);
  await press(page, page.getByRole("button", { name: "変更を確認する" }));
  await press(page, page.getByRole("button", { name: "この内容で保存する" }));
  await expect(page.getByRole("row", { name: "地下鉄のひな形" })).toContainText("友だち全員に、職員の確認を待つ");

  await page.goto("/admin/mails/rules/subway");
  await press(page, page.getByRole("button", { name: /受信メール$/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "加工の後" })).toBeVisible();
  await expectAccessible(page);
});

test("a source is paused with a reason, resumed, and has limits of its own, by keyboard", async ({
  staffPage: page,
  city,
}) => {
  await page.goto("/admin/mails/sources");
  await expectAccessible(page);
  await press(page, page.getByRole("button", { name: "「クマ出没情報」を一時停止する" }));
  await reach(page, page.getByLabel("理由（任意）"));
  await page.keyboard.type("配信システムの保守");
  await press(page, page.getByRole("alertdialog").getByRole("button", { name: "一時停止する" }));
  const bears = page.getByRole("region", { name: "クマ出没情報" });
  await expect(bears).toContainText("停止の理由：配信システムの保守");
  await press(page, page.getByRole("button", { name: "「クマ出没情報」を再開する" }));
  await expect(bears).toContainText("自動で配信");

  await press(page, bears.getByText(/安全確認の値/));
  await press(page, bears.getByRole("checkbox", { name: /古いメール/ }), "Space");
  await reach(page, bears.getByLabel("古いメール：時間"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("0");
  await press(page, bears.getByRole("button", { name: /安全確認を保存する/ }));
  await expect(bears.getByRole("alert")).toContainText("0より大きい時間数にしてください。");
  await reach(page, bears.getByLabel("古いメール：時間"), "Shift+Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("２");
  await press(page, bears.getByRole("button", { name: /安全確認を保存する/ }));
  await expect(bears).toContainText("1項目を個別に設定");
  await expectAccessible(page);
  const [row] = await city.client.sql`select guards from mail_sources where name = 'クマ出没情報'`;
  expect(row!.guards).toEqual({ maxAgeHours: 2 });
});
