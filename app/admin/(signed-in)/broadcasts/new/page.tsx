import type { Metadata } from "next";
import { requireStaff } from "#app/session.ts";
import { ComposerPage } from "../composer/composer-page.tsx";

export const metadata: Metadata = { title: "配信を作成する" };

export default async function NewBroadcastPage() {
  const staff = await requireStaff("/admin/broadcasts/new");
  return <ComposerPage staff={staff} title="配信を作成する" />;
}
