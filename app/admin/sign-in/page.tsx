import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { db } from "#app/db.ts";
import { currentActor } from "#app/session.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { EnvironmentBadge } from "../environment-badge.tsx";
import { localPath } from "../local-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "サインイン" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = localPath((await searchParams).next);
  if (await currentActor()) redirect(next);
  const city = await readSetting(db(), "city");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 bg-solid-gray-50 px-4 py-12">
      <div className="w-full max-w-md rounded-12 border border-solid-gray-200 bg-white p-6 md:p-10">
        <p className="flex items-center justify-between gap-3 pb-6 text-std-16B-170">
          {city.name}
          <EnvironmentBadge />
        </p>
        <h1 className="text-std-28B-150">サインイン</h1>
        <p className="pt-1 pb-6 text-std-16N-170 text-solid-gray-700">LINE公式アカウントの管理画面です。</p>
        <SignInForm next={next} />
      </div>
      <p className="max-w-md text-dns-14N-130 text-solid-gray-700">
        パスワードを忘れたときは、この画面を管理している職員に再発行を依頼してください。
      </p>
    </main>
  );
}
