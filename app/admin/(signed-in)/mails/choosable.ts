import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { formatJapaneseClock, formatJapaneseDate } from "#components/japanese-time.ts";
import { listMails, type MailDetail, mailDetail } from "#lib/mail/status.ts";

export type ChoosableMail = { id: string; label: string; help: string };

const offered = 50;

/** The latest mails, to try a rule on, and the one that somebody came from. */
export async function choosableMails(staff: Staff, wanted: string | null = null): Promise<ChoosableMail[]> {
  const mails: MailDetail[] = await listMails(db(), staff, { limit: offered });
  if (wanted === null || mails.some(({ id }) => id === wanted)) return mails.map(choosable);
  const older = await mailDetail(db(), staff, wanted).catch(() => null);
  return [...(older ? [older] : []), ...mails].map(choosable);
}

function choosable({ id, reading, receivedAt, source }: MailDetail): ChoosableMail {
  return {
    id,
    label: reading?.subject || "（件名なし）",
    help: `${formatJapaneseDate(receivedAt)} ${formatJapaneseClock(receivedAt)}　${reading?.from?.name || reading?.from?.address || source || "差出人不明"}`,
  };
}
