import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import type { MailState } from "#db/words.ts";
import { record } from "../activity/record.ts";
import { type Actor, must, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { getEnv } from "../env.ts";
import { Conflict, isUuid, NotFound, parse } from "../errors.ts";
import type { Audience } from "../segments/schema.ts";
import { asDrill } from "./drill.ts";
import { forwardMail } from "./forward.ts";
import { switchesOf, takeTurn } from "./history.ts";
import { openReading, type Reading, sealReading } from "./reading.ts";
import { DismissMail, DismissMails, SendHeldMail } from "./schema.ts";
import { closeIfNothingWaits } from "./tell.ts";

type Mail = typeof mails.$inferSelect;

/**
 * A person sends a held mail after all: to whom the rule would have sent it, or to an audience they choose. The guards
 * are not asked again; a drill stays a drill.
 */
export async function sendHeldMail(db: Db, actor: Actor, id: string, input: unknown = {}): Promise<void> {
  must(actor, "mail", "send");
  const { audience: chosen } = parse(SendHeldMail, input);
  await db.transaction(async (tx) => {
    const mail = await moveHeld(tx, id, "forwarded");
    const reading = openReading(mail.reading);
    const { messages, audience, lane, drill } = await whatToSend(tx, mail, reading, chosen);
    if (!messages?.length)
      throw new Conflict("このまま配信できる文面がありません。配信の画面で新しく作成してください。");
    if (!audience) throw new Conflict("宛先が決まっていないため、配信対象を選んで配信してください。");
    const sourceName = mail.rule ?? mail.source ?? undefined;
    await forwardMail(tx, actor, id, { subject: reading!.subject, messages, audience, lane, drill, sourceName });
    await conclude(tx, mail, "配信", `${nameOf(actor)}が配信しました。`);
    await record(tx, actor, "mail.send", `mail:${id}`, chosen ? { audience: chosen.kind } : {});
  });
}

/** A person decides that a held mail is not sent. */
export async function dismissMail(db: Db, actor: Actor, id: string, input: unknown = {}): Promise<void> {
  must(actor, "mail", "send");
  const { reason } = parse(DismissMail, input);
  await db.transaction(async (tx) => {
    const mail = await moveHeld(tx, id, "dismissed");
    await conclude(tx, mail, "見送り", `${nameOf(actor)}が見送りました。${reason ?? ""}`);
    await record(tx, actor, "mail.dismiss", `mail:${id}`, reason ? { reason } : {});
  });
}

/** The same for many that wait for one cause. Those that somebody else decided about meanwhile stay as they are. */
export async function dismissMails(db: Db, actor: Actor, input: unknown): Promise<number> {
  must(actor, "mail", "send");
  const { ids } = parse(DismissMails, input);
  let dismissed = 0;
  for (const id of new Set(ids)) {
    const isGone = await dismissMail(db, actor, id).then(() => true, overtaken);
    if (isGone) dismissed += 1;
  }
  return dismissed;
}

function overtaken(error: unknown): false {
  if (error instanceof Conflict || error instanceof NotFound) return false;
  throw error;
}

type Outgoing = Pick<Reading, "messages" | "audience"> & Pick<Mail, "lane" | "drill">;

async function whatToSend(tx: Db, mail: Mail, reading: Reading | null, chosen?: Audience): Promise<Outgoing> {
  const drill = mail.drill || getEnv().drill || (await switchesOf(tx, mail.source ?? "")).drill;
  if (!drill)
    return { messages: reading?.messages, audience: chosen ?? reading?.audience, lane: mail.lane, drill: false };
  if (chosen && chosen.kind !== "test")
    throw new Conflict(
      "訓練のメールは、テスト配信先だけに配信できます。住民へは、配信の画面で新しく作成してください。",
    );
  return { ...asDrill(reading?.text ?? ""), drill: true };
}

async function moveHeld(tx: Db, id: string, state: MailState): Promise<Mail> {
  const [known] = isUuid(id) ? await tx.select({ source: mails.source }).from(mails).where(eq(mails.id, id)) : [];
  if (!known) throw new NotFound("このメールはありません。");
  await takeTurn(tx, known.source ?? "", null);
  const [mail] = await tx
    .update(mails)
    .set({ state, handledAt: now() })
    .where(and(eq(mails.id, id), eq(mails.state, "held")))
    .returning();
  if (!mail) throw new Conflict("このメールは保留中ではありません。");
  return mail;
}

async function conclude(tx: Db, mail: Mail, outcome: string, detail: string): Promise<void> {
  const reading = openReading(mail.reading);
  if (reading) {
    const trace = [...reading.trace, { step: "職員の判断", outcome, detail }];
    await tx
      .update(mails)
      .set({ reading: sealReading({ ...reading, trace }) })
      .where(eq(mails.id, mail.id));
  }
  await closeIfNothingWaits(tx, mail.source, mail.heldBy);
}
