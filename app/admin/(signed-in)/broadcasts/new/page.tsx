import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { mailDetail } from "#lib/mail/status.ts";
import { readable } from "../../../readable.ts";
import { ComposerPage } from "../composer/composer-page.tsx";

export const metadata: Metadata = { title: "配信を作成する" };

type Props = { searchParams: Promise<{ mail?: string }> };

/** Empty, or with what a held mail says: whom it is for is then chosen by a person. */
export default async function NewBroadcastPage({ searchParams }: Props) {
  const { mail: id } = await searchParams;
  const staff = await requireStaff(id ? `/admin/broadcasts/new?mail=${id}` : "/admin/broadcasts/new");
  const mail = id ? await readable(mailDetail(db(), staff, id)) : null;
  const said = mail?.reading?.messages && { title: mail.reading.subject, messages: mail.reading.messages };
  return (
    <ComposerPage
      staff={staff}
      title="配信を作成する"
      said={said}
      waiting={mail?.state === "held" ? mail.id : undefined}
    />
  );
}
