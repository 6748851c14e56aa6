import type { Question } from "../preferences/schema.ts";
import { type Named, namedIn, type SavedSegment } from "../segments/named.ts";
import type { MailRule } from "./schema.ts";

type Ruled = Pick<MailRule, "audience">;

/** Every part of the form that a mail rule's audience speaks of, by itself or through its segment. */
export function namedBy({ audience }: Ruled, segments: SavedSegment[]): Named[] {
  if (audience.kind === "rule") return namedIn(audience.rule);
  if (audience.kind === "segment") return segments.filter(isOf(audience)).flatMap(({ rule }) => namedIn(rule));
  if (audience.kind !== "route") return [];
  const { question, row } = audience;
  const fallback = typeof row === "string" || row.whenUnknown === "hold" ? [] : [row.whenUnknown];
  const rows = typeof row === "string" ? [row] : [...Object.values(row.values), ...fallback];
  return rows.map((each) => ({ question, row: each, options: [] }));
}

const isOf =
  ({ key }: { key: string }) =>
  (segment: SavedSegment) =>
    segment.key === key;

/** What a rule's audience names that the form no longer asks, in words; of its segment too. */
export function staleIn(rule: Ruled, questions: Question[], segments: SavedSegment[]): string[] {
  const said = namedBy(rule, segments).flatMap((named) => staleParts(named, questions));
  const { audience } = rule;
  if (audience.kind !== "segment") return [...new Set(said)];
  const segment = segments.find(isOf(audience));
  if (!segment) return [`配信グループ「${audience.key}」はありません。`];
  return [...new Set(said)].map((each) => `配信グループ「${segment.name}」：${each}`);
}

function staleParts({ question: key, row, options }: Named, questions: Question[]): string[] {
  const question = questions.find((each) => each.key === key);
  if (!question) return [`登録項目「${key}」はありません。`];
  if (question.retired) return [`登録項目「${question.label}」は廃止されています。`];
  const { label, choices = [], rows = [], columns = [] } = question;
  const named = [...(row === undefined ? [] : [row]), ...options];
  return named.flatMap((part) => {
    const found = [...choices, ...rows, ...columns].find((each) => each.key === part);
    if (!found) return [`「${label}」に選択肢「${part}」はありません。`];
    return found.retired && !found.mergedInto ? [`「${label}」の選択肢「${found.label}」は廃止されています。`] : [];
  });
}
