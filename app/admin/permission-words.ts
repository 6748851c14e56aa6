import { type Feature, permissions as levels, type Permission } from "#db/words.ts";

type Words = { name: string } & Partial<Record<Permission, string>>;

/** What each level opens, feature by feature; a level without words opens nothing that the one before does not. */
export const featureWords: Record<Feature, Words> = {
  broadcasts: {
    name: "配信",
    view: "一覧と結果を見る",
    edit: "下書きを作る、お知らせに対応する",
    send: "配信・予約・停止する、承認する",
  },
  segments: { name: "配信グループ", view: "選ぶ、人数を見る", edit: "作る、変える" },
  form: { name: "登録フォーム", view: "見る", edit: "下書きを変える", send: "公開する" },
  richMenus: { name: "リッチメニュー", view: "見る", edit: "下書きを変える", send: "公開する" },
  mail: {
    name: "メール連携",
    view: "受信メールとルールを見る",
    edit: "転送ルールを変える",
    send: "保留メールを配信する、自動配信を止める",
  },
  analytics: { name: "分析・受信メッセージ", view: "集計を見る", edit: "住民のメッセージを読む" },
  staff: { name: "職員と権限", view: "見る", edit: "招待する、権限を変える、削除する" },
  settings: { name: "設定", view: "見る", edit: "変える、APIトークンを発行する" },
  activity: { name: "操作ログ", view: "見る、書き出す" },
};

export const levelWords: Record<Permission, string> = { none: "なし", view: "閲覧", edit: "編集", send: "送信・承認" };

/** The levels that make a difference. */
export function levelsOf(feature: Feature): Permission[] {
  return levels.filter((level) => level === "none" || featureWords[feature][level]);
}

/** The level as it is shown: what is stored may be higher than makes a difference. */
export function shownLevel(feature: Feature, stored: Permission): Permission {
  return levelsOf(feature).findLast((level) => levels.indexOf(level) <= levels.indexOf(stored)) ?? "none";
}
