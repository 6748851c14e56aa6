import type { Db } from "#db/client.ts";
import { sendMail } from "../notices/send-mail.ts";
import { readSetting } from "../settings/settings.ts";
import { findInvitation } from "./invitations.ts";

/** Mails somebody the link they are invited by, unless it has been used or taken back in the meantime. */
export async function mailInvitation(db: Db, id: string): Promise<void> {
  const invitation = await findInvitation(db, id);
  if (!invitation) return;
  const city = await readSetting(db, "city");
  await sendMail({
    to: invitation.email,
    subject: `【Kairan】${city.name}のLINE公式アカウント管理画面への招待`,
    text: `${city.name}のLINE公式アカウントの管理画面に招待されました。\n\n次のリンクを開き、名前とパスワードを登録してください。リンクは一度だけ、${until(invitation.expiresFor)}まで使えます。\n\n${invitation.link}\n\n心当たりのないときは、このメールを破棄してください。\n`,
  });
}

function until(moment: Date): string {
  return new Intl.DateTimeFormat("ja-JP", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Tokyo" }).format(
    moment,
  );
}
