import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { isUuid, NotFound } from "../errors.ts";
import { unseal } from "../sealing.ts";

/** A mail as it came, for whoever must show it to its sender or to the police. Who took it is recorded. */
export async function rawMail(db: Db, actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
  must(actor, "mail", "edit");
  const [mail] = isUuid(id) ? await db.select().from(mails).where(eq(mails.id, id)) : [];
  if (!mail) throw new NotFound("このメールはありません。");
  if (!mail.raw) throw new NotFound("このメールの原文は、保存期間を過ぎたため消えています。");
  await record(db, actor, "mail.download", `mail:${id}`);
  return { name: nameOf(mail.receivedAt, id), bytes: unseal("mail", mail.raw) };
}

/** Made of our own words only: a subject would bring whatever its sender wrote. */
function nameOf(receivedAt: Date, id: string): string {
  const hour = receivedAt
    .toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" })
    .slice(0, 16)
    .replace(/[-:]/g, "")
    .replace(" ", "-");
  return `mail-${hour}-${id.slice(0, 8)}.eml`;
}
