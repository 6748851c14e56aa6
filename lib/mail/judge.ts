import { and, eq, isNotNull, ne, or } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { now } from "../clock.ts";
import { getEnv } from "../env.ts";
import { readSetting } from "../settings/settings.ts";
import type { Decision, TraceEntry } from "./decide.ts";
import { asDrill } from "./drill.ts";
import { clashWordsIn, guardMail } from "./guards.ts";
import { pastOf, switchesOf, takeTurn } from "./history.ts";
import { sentHashOf } from "./identity.ts";
import type { ReadMail } from "./read.ts";
import { guardsFor, type MailRule } from "./schema.ts";

type Mail = typeof mails.$inferSelect;

/** What finally becomes of a mail, and what the mails after it must know of it. */
export type Verdict = Omit<Decision, "state"> & {
  state: Decision["state"] | "duplicate";
  heldBy?: string;
  drill: boolean;
  sentHash?: string;
  clashWords: string[];
};

export type Judged = { mail: Mail; read: ReadMail; contentHash: string; rule?: MailRule };

/**
 * Looks at a decision in the light of what came before: the same mail, the source's recent past, drills and switches.
 * Run it in the transaction that writes the outcome; mails of one source wait here for each other.
 */
export async function judge(tx: Db, decision: Decision, judged: Judged): Promise<Verdict> {
  await takeTurn(tx, decision.source, judged.mail.messageId);
  const sendable = decision.state === "forward" || decision.state === "hold";
  const twin = decision.state === "refused" ? null : await findTwin(tx, judged, sendable);
  if (twin === "same") return { ...plain(decision), ...duplicate(decision) };
  const verdict = sendable ? await underGuard(tx, decision, judged) : plain(decision);
  if (twin === "again" && verdict.state !== "hold") return hold(verdict, "repeat", sameMoment, "重複の確認");
  return twin === "other" ? hold(verdict, "twin", otherContent, "重複の確認") : verdict;
}

function plain(decision: Decision): Verdict {
  return { ...decision, drill: false, clashWords: [] };
}

type Twin = "same" | "again" | "other";

/**
 * The same mail before, by another relay: the same content under the same Message-ID, or of the same moment where there
 * was none (`again`: where relays number mails themselves). What came without proof and was left lying does not stand in
 * the way of what can be sent. Or the same Message-ID with other content.
 */
async function findTwin(tx: Db, { mail, read, contentHash }: Judged, sendable: boolean): Promise<Twin | null> {
  const sameId = mail.messageId ? eq(mails.messageId, mail.messageId) : undefined;
  const sameWords = read.date ? and(eq(mails.contentHash, contentHash), eq(mails.writtenAt, read.date)) : undefined;
  if (!sameId && !sameWords) return null;
  const others = await tx
    .select({ messageId: mails.messageId, contentHash: mails.contentHash, state: mails.state })
    .from(mails)
    .where(and(or(sameId, sameWords), ne(mails.id, mail.id), isNotNull(mails.contentHash)));
  const taken = others.filter(({ state }) => !sendable || ["forwarded", "held", "dismissed"].includes(state));
  const alike = taken.filter((other) => other.contentHash === contentHash);
  const isNumberedAnew = (id: string | null) => id !== null && mail.messageId !== null && id !== mail.messageId;
  if (alike.some(({ messageId }) => !isNumberedAnew(messageId))) return "same";
  if (others.some((other) => other.contentHash !== contentHash)) return "other";
  return alike.length > 0 && sendable ? "again" : null;
}

const sameMoment = "同じ日時・同じ内容のメールが、別のMessage-IDで届いています。";
const otherContent = "同じMessage-IDで内容の違うメールです。";

function duplicate({ trace }: Decision): Pick<Verdict, "state" | "reason" | "trace"> {
  const reason = "同じメールをすでに受け取っています。";
  return { state: "duplicate", reason, trace: [...trace, { step: "重複の確認", outcome: "重複", detail: reason }] };
}

async function underGuard(tx: Db, decision: Decision, judged: Judged): Promise<Verdict> {
  const { held, trace, drill, sentHash, limits } = await lookAt(tx, decision, judged, now());
  const guarded = {
    ...decision,
    trace: inOrder(decision.trace, trace),
    sentHash,
    clashWords: clashWordsIn(decision.text ?? "", limits),
  };
  const verdict = drill ? inDrill(guarded) : { ...guarded, drill };
  if (held) return hold(verdict, held.guard, held.reason, "配信の判断");
  return { ...verdict, heldBy: verdict.state === "hold" ? "rule" : undefined };
}

type Seen = Pick<Judged, "read" | "rule"> & { mail: Pick<Mail, "id" | "receivedAt"> };

/** What the guards say at a moment. */
export async function lookAt(tx: Db, decision: Decision, { mail, read, rule }: Seen, moment: Date) {
  const { source, text = "" } = decision;
  const [{ guards, ...switches }, sendingOff, city] = await Promise.all([
    switchesOf(tx, source),
    readSetting(tx, "sendingOff"),
    readSetting(tx, "mailGuards"),
  ]);
  const drill = switches.drill || getEnv().drill;
  const limits = guardsFor(city, guards, rule);
  const sentHash = sentHashOf(text, decision.audience);
  const past = await pastOf(tx, mail, { source, sentHash, drill, limits });
  const reachesResidents = !drill && decision.audience?.kind !== "test";
  const known = { reachesResidents, limits, past, switches: { ...switches, sendingOff }, now: moment };
  return { ...guardMail({ mail: read, text, ...known }), drill, sentHash, limits };
}

/** The rule's own conclusion stays last. */
function inOrder(trace: TraceEntry[], guards: TraceEntry[]): TraceEntry[] {
  return [...trace.slice(0, -1), ...guards, ...trace.slice(-1)];
}

function inDrill(verdict: Omit<Verdict, "drill">): Verdict {
  const said = asDrill(verdict.text ?? "");
  const detail = "【訓練】を付けて、テスト配信先だけに配信します。";
  const marked = {
    ...verdict,
    ...said,
    drill: true,
    trace: [...verdict.trace, { step: "訓練モード", outcome: "訓練", detail }],
  };
  if (verdict.state === "hold" || said.messages) return marked;
  return hold(marked, "rule", "【訓練】を付けると、LINEメッセージ5件に収まりません。", "配信の判断");
}

/** What the rule itself objected to is told as well. */
function hold(verdict: Verdict, heldBy: string, why: string, step: string): Verdict {
  const reason = verdict.state === "hold" && verdict.reason ? `${why}${verdict.reason}` : why;
  const trace = [...verdict.trace, { step, outcome: "保留", detail: why }];
  return { ...verdict, state: "hold", heldBy, reason, trace };
}
