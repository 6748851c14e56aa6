export type TextPart = { text: string; uri?: string };

const link = /(?:https?:\/\/|line:\/\/)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g;

/** Splits a text where a phone makes a link of it. Japanese words may follow an address without a space. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(link)) {
    const uri = withoutTail(found);
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: uri, uri });
    at = index + uri.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** `textV2`: `{key}` stands for what `substitution` says, `{{` and `}}` for the braces themselves. */
export function substitute(text: string, substitution: Record<string, { type?: string }> = {}): string {
  return text.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, key: string | undefined) => {
    if (!key) return whole.slice(0, 1);
    return stands[substitution[key]?.type ?? ""] ?? whole;
  });
}

const stands: Record<string, string> = { mention: "@メンション", emoji: "🙂" };

function withoutTail(found: string): string {
  return found.replace(/[.,;:!?'*]+$/, "").replace(/^([^(]*)\)$/, "$1");
}
