import { findPhrase, fold } from "./fold.ts";
import { labelledValues } from "./labels.ts";
import { templatePieces } from "./schema.ts";

type Text = { subject: string; body: string };

/**
 * Puts values into a template, each place once: what a mail says is never looked at for placeholders. `missing` are the
 * labels that the mail does not have. Labels are looked for in the mail as it came, its body first.
 */
export function fillTemplate(template: string, draft: Text, mail: Text): { filled: string; missing: string[] } {
  const missing = new Set<string>();
  const parts = templatePieces(template).map((piece) => {
    if ("text" in piece) return piece.text;
    if ("broken" in piece) return piece.broken;
    const value = valueFor(piece.name, draft, mail);
    if (value === null) missing.add(piece.name);
    return value ?? "";
  });
  return { filled: parts.join(""), missing: [...missing] };
}

function valueFor(name: string, draft: Text, mail: Text): string | null {
  if (name === "件名") return draft.subject.trim();
  if (name === "本文") return draft.body.trim();
  for (const text of [mail.body, mail.subject]) {
    const values = labelledValues(text, name);
    if (values.length > 0) return asWritten(values, text).join("、");
  }
  return null;
}

/** Labelled values come folded; residents read the mail's own letters. */
function asWritten(values: string[], text: string): string[] {
  const folded = fold(text);
  return values.map((value) => {
    const [found] = findPhrase(folded, value);
    return found ? text.slice(found.start, found.end).trim() : value;
  });
}
