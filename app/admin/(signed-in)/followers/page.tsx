import type { Metadata } from "next";
import { Suspense } from "react";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { latestImport } from "#lib/followers/import.ts";
import { followersOverTime } from "#lib/followers/over-time.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { Followers } from "../home/followers.tsx";
import { AnswerPlots } from "./answer-plots.tsx";
import { DayPlot } from "./day-plot.tsx";
import { ImportFriends } from "./import-friends.tsx";
import { LimitForm } from "./limit-form.tsx";

export const metadata: Metadata = { title: "友だち" };

/** So many days of the past are drawn. */
const daysDrawn = 90;

export default async function FollowersPage() {
  const staff = await requireStaff("/admin/followers");
  const [days, latest, smallest] = await Promise.all([
    followersOverTime(db(), staff, daysDrawn),
    latestImport(db(), staff),
    readSetting(db(), "smallestCell"),
  ]);
  const mayChange = may(staff, "settings", "edit");
  return (
    <>
      <PageHeader title="友だち">
        友だちと登録者の人数の移り変わりと、受信設定の回答の集計です。だれが何を答えたかは分かりません。
      </PageHeader>
      <div className="flex flex-col gap-12">
        <Followers counts={days.at(-1)!} />
        <DayPlot days={days} />
        <section aria-labelledby="answers" className="flex flex-col gap-6">
          <h2 id="answers" className="text-std-20B-150">
            受信設定の回答
          </h2>
          <p className="max-w-3xl text-std-16N-170">
            ブロックしていない登録者の回答です。個人が推測できないように、{smallest}
            人未満の項目と、引き算でそれが分かってしまう項目は「非表示」とします。
          </p>
          {mayChange && <LimitForm smallest={smallest} />}
          <Suspense fallback={<p className="text-std-16N-170 text-solid-gray-700">回答を数えています…</p>}>
            <AnswerPlots staff={staff} />
          </Suspense>
        </section>
        <ImportFriends
          latest={
            latest && {
              sofar: latest.sofar,
              startedAt: latest.startedAt.toISOString(),
              finishedAt: latest.finishedAt?.toISOString() ?? null,
              problem: latest.problem,
            }
          }
          mayImport={mayChange}
        />
      </div>
    </>
  );
}
