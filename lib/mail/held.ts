import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import type { MailState } from "#db/words.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict } from "../errors.ts";
import { forward } from "./handle.ts";
import { openReading } from "./reading.ts";

/** A person sends a held mail after all, to whom the rule would have sent it. */
export async function sendHeldMail(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "send");
  await db.transaction(async (tx) => {
    const mail = await moveHeld(tx, id, "forwarded");
    const reading = openReading(mail.reading);
    if (!reading?.messages || !reading.audience)
      throw new Conflict("宛先が決まっていないため、このままでは配信できません。配信の画面で新しく作成してください。");
    await forward(tx, id, reading, actor);
    await record(tx, actor, "mail.send", `mail:${id}`);
  });
}

/** A person decides that a held mail is not sent. */
export async function dismissMail(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "send");
  await db.transaction(async (tx) => {
    await moveHeld(tx, id, "dismissed");
    await record(tx, actor, "mail.dismiss", `mail:${id}`);
  });
}

async function moveHeld(tx: Db, id: string, state: MailState) {
  const [mail] = await tx
    .update(mails)
    .set({ state, handledAt: now() })
    .where(and(eq(mails.id, id), eq(mails.state, "held")))
    .returning();
  if (!mail) throw new Conflict("このメールは保留中ではありません。");
  return mail;
}
