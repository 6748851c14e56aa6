import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { automaticMessages } from "#lib/greeting/save.ts";
import { greetingInput } from "#lib/greeting/schema.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { GreetingForm } from "./greeting-form.tsx";
import { KeywordForm } from "./keyword-form.tsx";
import { WhyForm } from "./why-form.tsx";

export const metadata: Metadata = { title: "自動メッセージ" };

export default async function GreetingPage() {
  const staff = await requireStaff("/admin/greeting");
  const [{ greeting, keywordReplies, whyNote }, city] = await Promise.all([
    automaticMessages(db(), staff),
    readSetting(db(), "city"),
  ]);
  const mayChange = may(staff, "settings", "edit");
  return (
    <>
      <PageHeader title="自動メッセージ">
        友だち追加のあいさつ、キーワードへの返信、配信に付ける「なぜ届いた？」の案内です。保存すると、次の送信から変わります。
      </PageHeader>
      <div className="flex flex-col gap-12">
        <section aria-labelledby="greeting" className="flex flex-col gap-4">
          <h2 id="greeting" className="text-std-20B-150">
            友だち追加のあいさつ
          </h2>
          <p className="max-w-3xl text-std-16N-170">友だち追加した人と、ブロックを解除した人に届きます。</p>
          <GreetingForm
            city={city.name}
            saved={greeting ? greetingInput(greeting.messages) : { text: "", title: "", lead: "", buttons: [] }}
            messages={greeting?.messages ?? []}
            mayChange={mayChange}
          />
        </section>
        <section aria-labelledby="why" className="flex flex-col gap-4">
          <h2 id="why" className="text-std-20B-150">
            配信に付ける「なぜ届いた？」の案内
          </h2>
          <WhyForm saved={whyNote} mayChange={mayChange} />
        </section>
        <section aria-labelledby="keywords" className="flex flex-col gap-4">
          <h2 id="keywords" className="text-std-20B-150">
            キーワードへの返信
          </h2>
          <KeywordForm saved={keywordReplies} mayChange={mayChange} />
        </section>
      </div>
    </>
  );
}
