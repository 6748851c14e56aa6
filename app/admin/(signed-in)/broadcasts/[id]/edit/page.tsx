import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { approvalsOf } from "#lib/broadcasts/approvals.ts";
import { broadcastDetail } from "#lib/broadcasts/read.ts";
import { readable } from "../../../../readable.ts";
import { ComposerPage } from "../../composer/composer-page.tsx";

export const metadata: Metadata = { title: "配信を編集する" };

export default async function EditBroadcastPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const staff = await requireStaff(`/admin/broadcasts/${id}/edit`);
  const draft = await readable(broadcastDetail(db(), staff, id));
  if (draft.status !== "draft") redirect(`/admin/broadcasts/${id}`);
  const latest = (await approvalsOf(db(), staff, id)).at(-1);
  return (
    <ComposerPage
      staff={staff}
      title="配信を編集する"
      draft={draft}
      rejected={latest?.decision === "rejected" ? latest : undefined}
    />
  );
}
