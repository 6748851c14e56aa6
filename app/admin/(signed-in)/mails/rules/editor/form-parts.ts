import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { type Guards, guardsFor, type MailRule } from "#lib/mail/schema.ts";
import { listSources } from "#lib/mail/sources.ts";
import { listRulesWithUse } from "#lib/mail-rules/list.ts";
import { readSetting } from "#lib/settings/settings.ts";
import type { Vocabulary } from "../../../../audience-words.ts";
import { readVocabulary } from "../../../../vocabulary.ts";
import { type ChoosableMail, choosableMails } from "../../choosable.ts";
import type { RuleNames } from "../outcome-words.ts";

export type FormParts = {
  words: Vocabulary;
  names: RuleNames;
  mails: ChoosableMail[];
  inherited: Guards;
  account: string;
};

/** What the form needs beside the rule: the city's words, mails to try it on, and the limits it inherits. */
export async function formParts(staff: Staff, rule: MailRule | null): Promise<FormParts> {
  const [words, rules, mails, guards, city, sources] = await Promise.all([
    readVocabulary(staff),
    listRulesWithUse(db(), staff),
    choosableMails(staff),
    readSetting(db(), "mailGuards"),
    readSetting(db(), "city"),
    listSources(db(), staff),
  ]);
  const source = rule?.source && sources.find(({ name }) => name === rule.source);
  const names = Object.fromEntries(rules.map((each) => [each.rule.key, each.rule.name]));
  const inherited = guardsFor(guards, source ? source.guards : null);
  return { words, names, mails, inherited, account: city.name };
}
