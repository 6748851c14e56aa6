import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { Icon } from "#components/icon.tsx";
import { readSetting } from "#lib/settings/settings.ts";
import { sandboxUrl } from "./control.ts";
import { PhoneWall } from "./phone-wall.tsx";
import { readPhones } from "./phones.ts";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "サンドボックスの電話" };

export default async function SandboxPage() {
  sandboxUrl();
  const [city, phones] = await Promise.all([readSetting(db(), "city"), readPhones()]);
  return (
    <div className="flex min-h-dvh flex-col bg-solid-gray-50">
      <aside
        aria-label="環境"
        className="flex items-center justify-center gap-2 bg-yellow-300 px-4 py-2 text-center text-std-16B-170"
      >
        <Icon name="warning" />
        <span>サンドボックス：ここは練習用です。本物のLINEには何も届きません。</span>
      </aside>
      <main aria-labelledby="phones" className="flex flex-1 flex-col gap-6 px-4 py-6 md:px-8">
        <header className="flex flex-wrap items-end justify-between gap-4">
          <div>
            <h1 id="phones" className="text-std-28B-150">
              住民の電話
            </h1>
            <p className="text-std-16N-170 text-solid-gray-800">
              住民になったつもりで、友だち追加・受信設定・返信ができます。配信したメッセージは、すぐにここへ届きます。
            </p>
          </div>
          <a className="text-blue-900 underline underline-offset-4 hover:decoration-2" href="/admin">
            管理画面を開く
          </a>
        </header>
        <PhoneWall account={city.name} atFirst={phones} />
      </main>
    </div>
  );
}
