import type { Page } from "@playwright/test";
import type { City } from "#test/city.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

type Answers = Record<string, unknown>;

async function register(city: City, displayName: string, answers: Answers): Promise<string> {
  const { userId } = await city.control.addResident({ displayName, friend: true });
  const headers = { authorization: `Bearer ${await city.control.idToken(userId)}`, "content-type": "application/json" };
  const body = JSON.stringify({ answers });
  const saved = await fetch(`${city.url}/api/liff/preferences`, { method: "PUT", headers, body });
  expect(saved.ok).toBe(true);
  return userId;
}

async function choose(page: Page, select: RegExp, option: string): Promise<void> {
  await page.getByRole("button", { name: select }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

const conditionOf = (page: Page, label: string) => page.getByRole("region", { name: label, exact: true });

test("a rule is clicked together with the head-count in sight, saved, used by a broadcast, and cannot go then", async ({
  staffPage: page,
  city,
}) => {
  const family = await register(city, "泉区の親", {
    ward: "izumi",
    topics: { comment: ["izumi"] },
    children: "yes",
    childBirthYear: 2020,
  });
  const neighbour = await register(city, "泉区の隣人", { ward: "izumi", topics: { comment: ["izumi"] }, age: "50s" });
  await expect
    .poll(
      async () => (await city.client.sql`select 1 from followers where friend and registered_at is not null`).length,
    )
    .toBeGreaterThanOrEqual(2);

  await page.goto("/admin/segments");
  await expectAccessible(page);
  await page.getByRole("link", { name: "配信グループを作成する" }).click();
  await choose(page, /条件1：登録項目/, "知りたい情報");
  await choose(page, /情報の種類$/, "パブリックコメント募集");
  await page.getByText("泉区", { exact: true }).click();
  const line = page.getByRole("status").filter({ hasText: "泉区 × パブリックコメント募集" });
  await expect(line).toContainText("2人");

  await page.getByRole("button", { name: "条件を追加する" }).click();
  await expect(conditionOf(page, "条件2").getByRole("button").first()).toBeFocused();
  await choose(page, /条件2：登録項目/, "一番下のお子さんの生まれた年（西暦）");
  await page.getByLabel("以上").fill("２０１９");
  await expect(line).toContainText("1人（友だちの");
  await expectAccessible(page);

  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByLabel("名前")).toBeFocused();
  await expect(page.getByText("名前を入力してください。")).toBeVisible();
  await page.getByLabel("名前").fill("泉区の子育て世帯");
  await page.getByRole("button", { name: "保存する" }).click();
  const row = page.getByRole("row", { name: /泉区の子育て世帯/ });
  await expect(row).toContainText("泉区 × パブリックコメント募集 かつ 一番下のお子さんの生まれた年（西暦） 2019〜");
  await expect(row).toContainText("1人");

  await broadcastTo(page, "泉区の子育て世帯");
  await expect.poll(() => previews(city, family)).toContain("一時預かりを始めます。");
  expect(await previews(city, neighbour)).not.toContain("一時預かりを始めます。");

  await page.goto("/admin/broadcasts/new");
  await page.getByLabel("タイトル").fill("次のお知らせ");
  await page.getByLabel("本文").fill("来月の予定です。");
  await page.getByRole("radio", { name: "配信グループ" }).click({ force: true });
  await choose(page, /配信グループ/, "泉区の子育て世帯");
  await expect(page.getByText("下書きを保存しました")).toBeVisible();
  await page.goto("/admin/segments");
  await page.getByRole("link", { name: "泉区の子育て世帯" }).click();
  await expect(page.getByText("1か所で使われています。")).toBeVisible();
  await page.getByRole("button", { name: "使用をやめる" }).click();
  const asked = page.getByRole("dialog", { name: /使用をやめる/ });
  await expect(asked).toContainText("使用をやめられません");
  await expect(asked.getByRole("link", { name: "次のお知らせ" })).toBeVisible();
});

test("groups, not, and what the builder cannot show", async ({ staffPage: page, city }) => {
  await page.goto("/admin/segments/new");
  await choose(page, /条件1：登録項目/, "受信設定を登録した人");
  await conditionOf(page, "条件1").getByText("この条件に当てはまらない人にする").click();
  await page.getByRole("button", { name: "条件のまとまりを追加する" }).click();
  await choose(page, /条件2-1：登録項目/, "お住まいの区");
  await page.getByText("青葉区", { exact: true }).click();
  await page.getByRole("region", { name: "まとまり2" }).getByRole("button", { name: "条件を追加する" }).click();
  await choose(page, /条件2-2：登録項目/, "年代");
  await conditionOf(page, "条件2-2").getByText("40代", { exact: true }).click();
  const words = "「受信設定を登録した友だち」以外 かつ （お住まいの区：青葉区 または 年代：40代）";
  await expect(page.getByRole("status").filter({ hasText: words })).toContainText("0人");
  await expectAccessible(page);
  await page.getByRole("button", { name: "条件2-1を外す" }).click();
  await expect(
    page.getByRole("region", { name: "まとまり2" }).getByRole("button", { name: "条件を追加する" }),
  ).toBeFocused();

  const deep = { not: { all: [{ registered: true }, { question: "ward", anyOf: ["aoba"] }] } };
  await city.client
    .sql`insert into segments (key, name, rule, updated_at) values ('deep', '画面で扱えない条件', ${JSON.stringify(deep)}::text::jsonb, now())`;
  await page.goto("/admin/segments/deep");
  await expect(page.getByText("この条件は、この画面では編集できません")).toBeVisible();
  await page.getByLabel("名前").fill("名前だけ変えた条件");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("link", { name: "名前だけ変えた条件" })).toBeVisible();
  const [row] = await city.client.sql`select rule from segments where key = 'deep'`;
  expect(row!.rule).toEqual(deep);
  await page.getByRole("link", { name: "名前だけ変えた条件" }).click();
  await page.getByRole("button", { name: "使用をやめる" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "使用をやめる" }).click();
  await expect(page.getByRole("heading", { name: "配信グループ", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "名前だけ変えた条件" })).toHaveCount(0);
});

async function broadcastTo(page: Page, segment: string): Promise<void> {
  await page.goto("/admin/broadcasts/new");
  await page.getByLabel("タイトル").fill("一時預かり");
  await page.getByLabel("本文").fill("一時預かりを始めます。");
  await page.getByRole("radio", { name: "配信グループ" }).click({ force: true });
  await choose(page, /配信グループ/, segment);
  await page.getByRole("button", { name: "確認へ進む" }).click();
  await page.getByRole("button", { name: "1人に配信する" }).click();
}

async function previews(city: City, userId: string): Promise<string> {
  return (await city.control.residentLedger(userId)).map(({ preview }) => preview).join("\n");
}
