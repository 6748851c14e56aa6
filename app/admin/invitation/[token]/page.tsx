import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { Notice } from "#components/notice.tsx";
import { NotFound } from "#lib/errors.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { type Invitation, readInvitation } from "#lib/staff/invitations.ts";
import { EnvironmentBadge } from "../../environment-badge.tsx";
import { JoinForm } from "./join-form.tsx";

export const metadata: Metadata = { title: "招待", referrer: "no-referrer" };

type Props = { params: Promise<{ token: string }> };

export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const [invitation, city] = await Promise.all([invitationOf(token), readSetting(db(), "city")]);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-solid-gray-50 px-4 py-12">
      <div className="w-full max-w-md rounded-12 border border-solid-gray-200 bg-white p-6 md:p-10">
        <p className="flex items-center justify-between gap-3 pb-6 text-std-16B-170">
          {city.name}
          <EnvironmentBadge />
        </p>
        <h1 className="pb-2 text-std-28B-150">職員の登録</h1>
        {invitation ? (
          <JoinForm token={token} email={invitation.email} department={invitation.department?.name} />
        ) : (
          <Notice tone="warning" title="この招待は使えません">
            期限が切れたか、取り消されたか、すでに登録が済んでいます。招待した職員に、もう一度招待を依頼してください。
          </Notice>
        )}
      </div>
    </main>
  );
}

async function invitationOf(token: string): Promise<Invitation | null> {
  try {
    return await readInvitation(db(), token);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
