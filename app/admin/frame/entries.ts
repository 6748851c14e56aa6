import type { IconName } from "#components/icon.tsx";

export type Entry = { label: string; href: string; icon: IconName };

/**
 * The navigation holds ten entries, in this order: ホーム · 配信 · 配信グループ · 登録フォーム · リッチメニュー · メール連携 ·
 * 受信メッセージ · 分析 · 職員と権限 · 設定. One stands here as soon as its page exists: a link never leads nowhere.
 */
export const entries: readonly Entry[] = [
  { label: "ホーム", href: "/admin", icon: "home" },
  { label: "配信", href: "/admin/broadcasts", icon: "send" },
  { label: "配信グループ", href: "/admin/segments", icon: "people" },
  { label: "メール連携", href: "/admin/mails", icon: "mail" },
  { label: "友だち", href: "/admin/followers", icon: "chart" },
  { label: "受信メッセージ", href: "/admin/messages", icon: "inbox" },
  { label: "チャットボット連携", href: "/admin/chatbot", icon: "phone" },
];

/** Whether this page lies in the entry's part of the house. */
export function isWithin(path: string, { href }: Entry): boolean {
  return href === "/admin" ? path === href : path === href || path.startsWith(`${href}/`);
}
