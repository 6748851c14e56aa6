import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff, type Staff } from "#app/session.ts";
import { Link } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { listTokens } from "#lib/staff/tokens.ts";
import { stateOf } from "./tokens/state.ts";

export const metadata: Metadata = { title: "設定" };

type Place = { title: string; href: string; about: string; now?: string };

export default async function SettingsPage() {
  const staff = await requireStaff("/admin/settings");
  return (
    <>
      <PageHeader title="設定">
        この管理画面を、誰がどこからどう使えるかを決めます。変更はすべて操作ログに残ります。
      </PageHeader>
      <ul className="max-w-4xl divide-y divide-solid-gray-200 border-y border-solid-gray-200">
        {(await places(staff)).map(({ title, href, about, now }) => (
          <li key={href} className="flex flex-col gap-x-6 gap-y-1 py-4 md:flex-row md:items-baseline">
            <div className="min-w-0 flex-1">
              <h2 className="text-std-18B-160">
                <Link href={href}>{title}</Link>
              </h2>
              <p className="text-std-16N-170 text-solid-gray-700">{about}</p>
            </div>
            {now && <p className="shrink-0 text-std-16N-170">{now}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

async function places(staff: Staff): Promise<Place[]> {
  const [tokens, ranges, hours, approval, copiesTo] = await Promise.all([
    listTokens(db(), staff),
    readSetting(db(), "adminAllowed"),
    readSetting(db(), "sessionHours"),
    readSetting(db(), "approval"),
    readSetting(db(), "headMailTo"),
  ]);
  const log: Place = { title: "操作ログ", href: "/admin/activity", about: "誰が、いつ、何をしたかの記録です。" };
  return [
    {
      title: "APIトークン",
      href: "/admin/settings/tokens",
      about: "庁内のほかのシステムから配信するための鍵です。",
      now: `有効 ${tokens.filter((token) => stateOf(token) === "active").length}個`,
    },
    {
      title: "管理画面に入れるアドレス",
      href: "/admin/settings/addresses",
      about: "庁内のネットワークなど、決まった場所からだけ使えるようにします。",
      now: ranges.length > 0 ? `${ranges.length}件に制限中` : "制限なし",
    },
    {
      title: "サインイン",
      href: "/admin/settings/sign-in",
      about: "操作がないときに終了するまでの時間と、2段階認証を決めます。",
      now: `操作なしで${hours.idle}時間、最長${hours.absolute}時間`,
    },
    {
      title: "承認",
      href: "/admin/settings/approval",
      about: "大きな配信を、別の職員が確かめてから送るようにします。",
      now: approval.enabled ? "使っています" : "使っていません",
    },
    {
      title: "操作ログの控え",
      href: "/admin/settings/log-copy",
      about: "操作ログが書き換えられていない証拠を、毎朝メールで庁内の別の人に預けます。",
      now: copiesTo.length > 0 ? `${copiesTo.length}件に送信` : "送っていません",
    },
    { title: "チャットボット連携", href: "/admin/chatbot", about: "LINEから届いたことを、ほかのシステムへ渡します。" },
    ...(may(staff, "activity", "view") ? [log] : []),
  ];
}
