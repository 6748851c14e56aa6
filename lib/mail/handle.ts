import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import type { MailState } from "#db/words.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { unseal } from "../sealing.ts";
import type { Decision } from "./decide.ts";
import { forwardMail } from "./forward.ts";
import { type Judged, judge, type Verdict } from "./judge.ts";
import { readingOf, sealReading } from "./reading.ts";
import { readRulebook } from "./rules.ts";
import type { InboundMail } from "./schema.ts";
import { tellOf } from "./tell.ts";
import { understand } from "./understand.ts";

const actor: Actor = { kind: "system", task: "メール連携" };

/**
 * The worker's step for one mail: read it, decide, look at it in the light of what came before, and send it on its way;
 * all of it written in one transaction. Whatever happens, the mail ends in a state with a reason that staff can read.
 */
export async function handleMail(db: Db, id: string): Promise<void> {
  const [mail] = await db.select().from(mails).where(eq(mails.id, id));
  if (mail?.state !== "received") return;
  const book = await readRulebook(db);
  const told = { envelope: mail.envelope as InboundMail["envelope"], auth: mail.auth as InboundMail["auth"] };
  const { read, decision, contentHash } = await understand(unseal("mail", mail.raw!), told, book);
  const rule = book.rules.find(({ key }) => key === decision.rule);
  const judged = { mail, read, contentHash, rule };
  const state = await db.transaction((tx) => settle(tx, decision, judged));
  log.info({ mail: id, state, rule: decision.rule }, "mail handled");
}

const stateAfter: Record<Verdict["state"], MailState> = {
  forward: "forwarded",
  hold: "held",
  unmatched: "unmatched",
  refused: "refused",
  unreadable: "unreadable",
  duplicate: "duplicate",
};

async function settle(tx: Db, decision: Decision, judged: Judged): Promise<MailState | null> {
  const verdict = await judge(tx, decision, judged);
  const { mail, read, contentHash } = judged;
  const { reason, rule, source, lane, heldBy, drill, sentHash, clashWords } = verdict;
  const state = stateAfter[verdict.state];
  const known = {
    state,
    reason,
    rule,
    source,
    lane,
    heldBy,
    drill,
    sentHash,
    clashWords,
    contentHash,
    writtenAt: read.date,
  };
  const [taken] = await tx
    .update(mails)
    .set({ ...known, reading: sealReading(readingOf(read, verdict)), handledAt: now() })
    .where(and(eq(mails.id, mail.id), eq(mails.state, "received")))
    .returning({ id: mails.id });
  if (!taken) return null;
  if (verdict.state === "forward") await forward(tx, mail.id, read.subject, verdict);
  await tellOf(tx, verdict);
  return state;
}

async function forward(tx: Db, id: string, subject: string, verdict: Verdict): Promise<void> {
  const { messages, audience, lane = null, drill, rule, source } = verdict;
  await forwardMail(tx, actor, id, { subject, messages, audience, lane, drill, sourceName: rule ?? source });
}
