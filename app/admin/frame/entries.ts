import type { IconName } from "#components/icon.tsx";
import type { Feature } from "#db/words.ts";

/** `feature`: whoever may not view it neither sees the entry nor the pages behind it; null for everybody. */
export type Entry = { label: string; href: string; icon: IconName; feature: Feature | null };

/**
 * The navigation holds ten entries, in this order: ホーム · 配信 · 配信グループ · 登録フォーム · リッチメニュー · メール連携 ·
 * 受信メッセージ · 分析 · 職員と権限 · 設定. One stands here as soon as its page exists: a link never leads nowhere.
 */
export const entries: readonly Entry[] = [
  { label: "ホーム", href: "/admin", icon: "home", feature: null },
  { label: "配信", href: "/admin/broadcasts", icon: "send", feature: "broadcasts" },
  { label: "配信グループ", href: "/admin/segments", icon: "people", feature: "segments" },
  { label: "登録フォーム", href: "/admin/form", icon: "form", feature: "form" },
  { label: "メール連携", href: "/admin/mails", icon: "mail", feature: "mail" },
  { label: "友だち", href: "/admin/followers", icon: "chart", feature: "analytics" },
  { label: "受信メッセージ", href: "/admin/messages", icon: "inbox", feature: "analytics" },
  { label: "自動メッセージ", href: "/admin/greeting", icon: "keyboard", feature: "settings" },
  { label: "チャットボット連携", href: "/admin/chatbot", icon: "phone", feature: "settings" },
  { label: "職員と権限", href: "/admin/staff", icon: "staff", feature: "staff" },
  { label: "設定", href: "/admin/settings", icon: "settings", feature: "settings" },
];

/** Pages that other pages lead to. */
const further: readonly Pick<Entry, "href" | "feature">[] = [
  { href: "/admin/activity", feature: "activity" },
  { href: "/admin/test-recipients", feature: "broadcasts" },
];

/** What somebody must be allowed to view to see the page at this address. */
export function featureOf(path: string): Feature | null {
  const [address] = path.split(/[?#]/);
  return [...entries, ...further].find((place) => isWithin(address!, place))?.feature ?? null;
}

/** Whether this page lies in the entry's part of the house. */
export function isWithin(path: string, { href }: Pick<Entry, "href">): boolean {
  return href === "/admin" ? path === href : path === href || path.startsWith(`${href}/`);
}
