import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { SummaryStrip } from "#components/summary-strip.tsx";
import { may } from "#lib/actor.ts";
import { readVersion } from "#lib/form/versions.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { readable } from "../../../../readable.ts";
import { FormView } from "../../form-view.tsx";
import { RestoreButton } from "./restore-button.tsx";

export const metadata: Metadata = { title: "登録フォームの版" };

export default async function VersionPage({ params }: { params: Promise<{ version: string }> }) {
  const { version: wanted } = await params;
  const staff = await requireStaff(`/admin/form/versions/${wanted}`);
  const [form, inForce, city] = await Promise.all([
    readable(readVersion(db(), staff, Number(wanted))),
    currentForm(db()),
    readSetting(db(), "city"),
  ]);
  const mayRestore = may(staff, "form", "edit") && form.version !== inForce.version;
  const steps = [
    { label: "登録フォーム", href: "/admin/form" },
    { label: "版の履歴", href: "/admin/form/versions" },
  ];
  return (
    <>
      <PageHeader
        title={`登録フォーム 第${form.version}版`}
        above={<Breadcrumb steps={steps} />}
        action={mayRestore && <RestoreButton version={form.version} />}
      >
        このときに公開した質問です。
      </PageHeader>
      <div className="flex flex-col gap-8">
        <SummaryStrip
          facts={[
            { label: "公開した日時", value: <FormattedTime at={form.at} /> },
            { label: "公開した人", value: form.by ?? "記録がありません" },
            { label: "質問", value: form.questions.filter(({ retired }) => !retired).length, unit: "件" },
          ]}
        />
        {form.changes.length > 0 && (
          <section aria-labelledby="changes" className="flex flex-col gap-2">
            <h2 id="changes" className="text-std-20B-150">
              前の版から変わったところ
            </h2>
            <ul className="list-disc pl-6 text-std-16N-170">
              {[...form.changes.entries()].map(([number, change]) => (
                <li key={number}>{change}</li>
              ))}
            </ul>
          </section>
        )}
        <FormView city={city.name} questions={form.questions} />
      </div>
    </>
  );
}
