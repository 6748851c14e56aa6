import { and, eq, isNotNull, ne } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import type { MailState } from "#db/words.ts";
import type { Actor } from "../actor.ts";
import { composeBroadcast } from "../broadcasts/compose.ts";
import { scheduleBroadcast } from "../broadcasts/schedule.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { notify } from "../notices/notify.ts";
import { currentForm } from "../preferences/form.ts";
import { unseal } from "../sealing.ts";
import { readSetting } from "../settings/settings.ts";
import { type Decision, decide } from "./decide.ts";
import { contentHashOf } from "./identity.ts";
import { type ReadMail, readMail } from "./read.ts";
import { type Reading, readingOf, sealReading } from "./reading.ts";
import { listRules } from "./rules.ts";
import type { InboundMail } from "./schema.ts";

type Mail = typeof mails.$inferSelect;

/** A decision, or that the mail came before. */
type Verdict = Omit<Decision, "state"> & { state: Decision["state"] | "duplicate" };

const actor: Actor = { kind: "system", task: "メール連携" };

/**
 * The worker's step for one mail: read it, decide, and send it on its way, all of it written in one transaction.
 * Whatever happens, the mail ends in a state with a reason that staff can read.
 */
export async function handleMail(db: Db, id: string): Promise<void> {
  const [mail] = await db.select().from(mails).where(eq(mails.id, id));
  if (mail?.state !== "received") return;
  const read = await readMail(unseal("mail", mail.raw));
  const contentHash = contentHashOf(read);
  const decision: Verdict = (await twin(db, mail, read, contentHash)) ?? (await decideFor(db, mail, read));
  await db.transaction((tx) => settle(tx, mail, readingOf(read, decision), decision, contentHash));
  log.info({ mail: id, state: decision.state, rule: decision.rule }, "mail handled");
}

async function decideFor(db: Db, mail: Mail, read: ReadMail): Promise<Decision> {
  const [rules, everywhere, city, form] = await Promise.all([
    listRules(db),
    readSetting(db, "mailEverywhere"),
    readSetting(db, "city"),
    currentForm(db),
  ]);
  const told = { envelope: mail.envelope as InboundMail["envelope"], auth: mail.auth as InboundMail["auth"] };
  const decision = decide(read, told, { rules, everywhere, cityName: city.name, questions: form.questions });
  return (await readSetting(db, "sendingOff")) ? holdWhileOff(decision) : decision;
}

function holdWhileOff(decision: Decision): Decision {
  if (decision.state !== "forward") return decision;
  const reason = "自動配信の停止中に届いたメールです。";
  return {
    ...decision,
    state: "hold",
    reason,
    trace: [...decision.trace, { step: "自動配信の停止", outcome: "保留", detail: reason }],
  };
}

/** The same Message-ID again: the same content by another relay is a duplicate, other content waits for a person. */
async function twin(db: Db, mail: Mail, read: ReadMail, contentHash: string): Promise<Verdict | null> {
  if (!mail.messageId) return null;
  const others = await db
    .select({ contentHash: mails.contentHash })
    .from(mails)
    .where(and(eq(mails.messageId, mail.messageId), ne(mails.id, mail.id), isNotNull(mails.contentHash)));
  if (others.length === 0) return null;
  const same = others.some((other) => other.contentHash === contentHash);
  const reason = same ? "同じメールをすでに受け取っています。" : "同じMessage-IDで内容の違うメールです。";
  const trace = [{ step: "重複の確認", outcome: same ? "重複" : "保留", detail: reason }];
  return { state: same ? "duplicate" : "hold", reason, source: read.from?.address ?? "", trace };
}

const stateAfter: Record<Verdict["state"], MailState> = {
  forward: "forwarded",
  hold: "held",
  unmatched: "unmatched",
  refused: "refused",
  unreadable: "unreadable",
  duplicate: "duplicate",
};

async function settle(tx: Db, mail: Mail, reading: Reading, decision: Verdict, contentHash: string): Promise<void> {
  const state = stateAfter[decision.state];
  const [taken] = await tx
    .update(mails)
    .set({
      state,
      reason: decision.reason,
      rule: decision.rule,
      source: decision.source,
      lane: decision.lane,
      contentHash,
      reading: sealReading(reading),
      handledAt: now(),
    })
    .where(and(eq(mails.id, mail.id), eq(mails.state, "received")))
    .returning({ id: mails.id });
  if (!taken) return;
  if (state === "forwarded") await forward(tx, mail.id, reading);
  if (state === "held") await notify(tx, heldNotice(decision));
}

/** The same verbs that staff use; the mail row is told which broadcast it became. */
export async function forward(tx: Db, mailId: string, reading: Reading, by: Actor = actor): Promise<void> {
  const [mail] = await tx
    .select({ lane: mails.lane, source: mails.source, rule: mails.rule })
    .from(mails)
    .where(eq(mails.id, mailId));
  const title = (reading.subject || "（件名なし）").slice(0, longestTitle);
  const composed = { title, messages: reading.messages, audience: reading.audience, lane: mail!.lane ?? "normal" };
  const broadcast = await composeBroadcast(tx, by, composed, {
    source: "mail",
    sourceName: mail!.rule ?? mail!.source ?? undefined,
  });
  await scheduleBroadcast(tx, by, broadcast.id);
  await tx.update(mails).set({ broadcastId: broadcast.id }).where(eq(mails.id, mailId));
}

const longestTitle = 100;

function heldNotice(decision: Verdict) {
  return {
    cause: `mail.held:${decision.rule ?? decision.source ?? ""}`,
    title: "受信メールが保留されています",
    advice: `「受信メール」で内容を確認し、配信するか見送るかを選んでください。（${decision.reason ?? ""}）`,
  };
}
