import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { db } from "#app/db.ts";
import { currentActor, currentPending } from "#app/session.ts";
import { getEnv } from "#lib/env.ts";
import { readSetting } from "#lib/settings/settings.ts";
import type { Pending } from "#lib/staff/sessions.ts";
import { EnvironmentBadge } from "../environment-badge.tsx";
import { localPath } from "../local-path.ts";
import { setupOf } from "../setup.ts";
import { CityDoor } from "./city-door.tsx";
import { CodeStep } from "./code-step.tsx";
import { Enrolment } from "./enrolment.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { StartAgain } from "./start-again.tsx";
import type { Trouble } from "./trouble.tsx";

export const metadata: Metadata = { title: "サインイン" };

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> };

/** One page for each step: password, then code, or the app's set-up for who has none yet. */
export default async function SignInPage({ searchParams }: Props) {
  const { next: wanted, error } = await searchParams;
  const next = localPath(wanted);
  if (await currentActor()) redirect(next);
  const [city, pending] = await Promise.all([readSetting(db(), "city"), currentPending()]);
  const { title, about, form } = stepOf(pending, next, city.name);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 bg-solid-gray-50 px-4 py-12">
      <div className="w-full max-w-md rounded-12 border border-solid-gray-200 bg-white p-6 md:p-10">
        <p className="flex items-center justify-between gap-3 pb-6 text-std-16B-170">
          {city.name}
          <EnvironmentBadge />
        </p>
        <h1 className="text-std-28B-150">{title}</h1>
        <p className="pt-1 pb-6 text-std-16N-170 text-solid-gray-700">{about}</p>
        {getEnv().oidc && !pending ? (
          <CityDoor next={next} trouble={troubleOf(error)}>
            {form}
          </CityDoor>
        ) : (
          form
        )}
      </div>
      {pending ? (
        <StartAgain />
      ) : (
        <p className="max-w-md text-dns-14N-130 text-solid-gray-700">
          パスワードを忘れたときは、この画面を管理している職員に再発行を依頼してください。
        </p>
      )}
    </main>
  );
}

/** What next-auth and our own check said when the city's identity provider led back here. */
function troubleOf(error: string | string[] | undefined): Trouble | null {
  if (!error) return null;
  if (error === "oidc-unknown") return "unknown";
  return error === "oidc-unverified" ? "unverified" : "oidc";
}

type Step = { title: string; about: string; form: ReactNode };

function stepOf(pending: Pending | null, next: string, city: string): Step {
  if (!pending)
    return {
      title: "サインイン",
      about: "LINE公式アカウントの管理画面です。",
      form: <SignInForm next={next} />,
    };
  const { offer, email } = pending;
  if (!offer)
    return { title: "確認コードの入力", about: `${email} としてサインインします。`, form: <CodeStep next={next} /> };
  return {
    title: "2段階認証の設定",
    about:
      "パスワードが漏れても他人が入れないように、はじめに認証アプリを設定します。次からは、アプリの数字も入力します。",
    form: <Enrolment setup={setupOf(offer, { city, account: email })} next={next} />,
  };
}
