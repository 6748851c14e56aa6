import { createHash } from "node:crypto";
import { Conflict, NotFound } from "../errors.ts";
import type { MailRule } from "../mail/schema.ts";
import type { RulesChange } from "./schema.ts";

export const moved =
  "確認している間に、ほかの職員が転送ルールを変更しました。保存していません。もう一度、変更を確認してください。";

/** The rules as they would be. */
export function afterChange(rules: MailRule[], change: RulesChange): MailRule[] {
  if (change.do === "order") return inOrder(rules, change.keys);
  if (change.do === "save" && change.base === null) return [...rules, change.rule];
  const key = change.do === "save" ? change.rule.key : change.key;
  const known = rules.find((rule) => rule.key === key);
  if (!known) throw new NotFound("この転送ルールはすでに削除されています。");
  if (change.do === "remove") return rules.filter((rule) => rule !== known);
  if (change.do === "save" && versionOf(known) !== change.base) throw new Conflict(overtaken(known.name));
  const { enabled: _, ...rest } = known;
  const changed = change.do === "save" ? change.rule : change.on ? rest : { ...rest, enabled: false };
  return rules.map((rule) => (rule === known ? changed : rule));
}

function overtaken(name: string): string {
  return `編集している間に、ほかの職員が転送ルール「${name}」を変更しました。保存していません。別のタブで最新の内容を確認してください。`;
}

function inOrder(rules: MailRule[], keys: string[]): MailRule[] {
  const ordered = keys.flatMap((key) => rules.find((rule) => rule.key === key) ?? []);
  if (ordered.length !== rules.length || new Set(keys).size !== keys.length) throw new Conflict(moved);
  return ordered;
}

/** Tells whether a rule, or all of them, are still what somebody saw. */
export function versionOf(rules: MailRule | MailRule[]): string {
  return createHash("sha256").update(JSON.stringify(rules)).digest("base64url").slice(0, 22);
}
