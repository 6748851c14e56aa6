import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { formatJapaneseClock, formatJapaneseDate } from "#components/japanese-time.ts";
import { listMails } from "#lib/mail/status.ts";

export type ChoosableMail = { id: string; label: string; help: string };

const offered = 50;

/** The latest mails, to try a rule on. */
export async function choosableMails(staff: Staff): Promise<ChoosableMail[]> {
  const mails = await listMails(db(), staff, { limit: offered });
  return mails.map(({ id, reading, receivedAt, source }) => ({
    id,
    label: reading?.subject || "（件名なし）",
    help: `${formatJapaneseDate(receivedAt)} ${formatJapaneseClock(receivedAt)}　${reading?.from?.name || reading?.from?.address || source || "差出人不明"}`,
  }));
}
