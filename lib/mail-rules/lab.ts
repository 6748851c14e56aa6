import { randomUUID } from "node:crypto";
import type { Db } from "#db/client.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { parse } from "../errors.ts";
import { type Decision, decide, type Told } from "../mail/decide.ts";
import { lookAt } from "../mail/judge.ts";
import { labelledValues } from "../mail/labels.ts";
import { matches } from "../mail/match.ts";
import { type ReadMail, readMail } from "../mail/read.ts";
import { listRules, readRulebook } from "../mail/rules.ts";
import { type MailRule, templatePieces } from "../mail/schema.ts";
import { countAudience } from "../segments/audience.ts";
import { afterChange } from "./after.ts";
import { type LabReport, RulesChange } from "./schema.ts";
import { fetchMail, type LabSource } from "./subject.ts";

/**
 * Shows what would become of a mail, by the rules in force or by a change nobody has saved yet. Nothing is written or
 * sent. A received mail is judged as of its arrival, a file as if it came now; the source's recent past is that of now.
 */
export async function tryMail(db: Db, actor: Actor, source: LabSource, change?: unknown): Promise<LabReport> {
  must(actor, "mail", "view");
  const { raw, told, receivedAt } = await fetchMail(db, source);
  const known = await listRules(db);
  const rules = change === undefined ? known : afterChange(known, parse(RulesChange, change));
  const mail = await readMail(raw);
  const decision = decide(mail, told, await readRulebook(db, rules));
  const rule = rules.find(({ key }) => key === decision.rule);
  const moment = receivedAt ?? now();
  const arrival = { id: randomUUID(), receivedAt: moment };
  const isSendable = decision.state === "forward" || decision.state === "hold";
  const seen = isSendable ? await lookAt(db, decision, { mail: arrival, read: mail, rule }, moment) : null;
  const { audience } = decision;
  return {
    reading: readingOf(mail),
    outcome: outcomeOf(decision),
    heldByGuard: seen?.held?.reason ?? null,
    drill: seen?.drill ?? false,
    guards: seen?.trace ?? [],
    rules: rules.map((each) => verdictOf(each, mail, told, decision.rule)),
    steps: decision.trace.filter(({ step }) => /^(文面の加工|ひな形)/.test(step)),
    route: decision.trace.filter(({ step }) => routeSteps.has(step)),
    labels: labelsIn(mail, rule),
    people: audience ? await countAudience(db, audience) : null,
    messages: decision.messages ?? [],
  };
}

const routeSteps = new Set(["種類の見出し", "情報の種類", "地域の見出し", "配信する地域"]);

function readingOf(mail: ReadMail): LabReport["reading"] {
  const { subject, text, from, to, date, kind, charsetNotes, problems, unreadable = null } = mail;
  const attachments = mail.attachments.map(({ name, type, size }) => ({ name, type, size }));
  const sender = from ? [from.name, `<${from.address}>`].filter(Boolean).join(" ") : "";
  const read = { subject, body: text, from: sender, to: to.map(({ address }) => address), date, kind };
  return { ...read, charsetNotes, problems, unreadable, attachments };
}

function outcomeOf(decision: Decision): LabReport["outcome"] {
  const { state, reason = null, rule = null, text = null, audience = null, source, lane = null } = decision;
  return { state, reason, rule, text, audience, source, lane };
}

function verdictOf(rule: MailRule, mail: ReadMail, told: Told, taken: string | undefined): LabReport["rules"][number] {
  const { matched, why } = matches(rule.when, mail, told.envelope, told.auth);
  const { key, name } = rule;
  if (rule.enabled === false) return { key, name, verdict: "off", why };
  return { key, name, verdict: !matched ? "no" : key === taken ? "taken" : "later", why };
}

const mostLabels = 30;
const longestSearched = 20_000;

/** The labels that the rule asks for, then the others that stand in the mail. */
function labelsIn(mail: ReadMail, rule: MailRule | undefined): LabReport["labels"] {
  const asked = askedBy(rule);
  const beginning = mail.text.slice(0, longestSearched);
  const lines = beginning.split("\n");
  const others = lines.flatMap(
    (line) => /^[^\p{L}\p{N}>]{0,10}([\p{L}・]{1,12}) ?[:：](?!\/\/)/u.exec(line)?.[1] ?? [],
  );
  const names = [...new Set([...asked, ...others])].slice(0, mostLabels);
  return names.map((label) => ({ label, values: labelledValues(beginning, label), asked: asked.includes(label) }));
}

function askedBy(rule: MailRule | undefined): string[] {
  if (!rule) return [];
  const places = templatePieces(rule.template ?? "").flatMap((piece) => ("name" in piece ? [piece.name] : []));
  const inTemplate = places.filter((name) => name !== "件名" && name !== "本文");
  if (rule.audience.kind !== "route") return inTemplate;
  const { row, columns } = rule.audience;
  return [...(typeof row === "string" ? [] : [row.label]), ...(columns?.labels ?? []), ...inTemplate];
}
