/**
 * The moment that a Date field names: `Sat, 21 Nov 2026 13:08:10 +0900 (JST)`, also as Japanese programs write it
 * (JST, 2026/11/21 13:08, 2026年11月21日 13時8分, wide digits). Without a zone it speaks of Japan, wherever we run.
 */
export function dateIn(field: string): Date | null {
  const plain = field
    .normalize("NFKC")
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\bJST\b/i, "+0900")
    .trim();
  // Date.parse finds a year in "きのう +0900".
  if (!/\d.*\d:\d|日.*\d時/.test(plain)) return null;
  const written = inFigures(plain) ?? plain;
  const date = new Date(zone.test(written) ? written : `${written} +0900`);
  const year = date.getUTCFullYear();
  return year >= 1900 && year < 3000 ? date : null;
}

const zone = /(?:[+-]\d{2}:?\d{2}|Z|UTC?|GMT|[ECMP][SD]T)$/i;

function inFigures(text: string): string | null {
  const parts =
    /^(\d{4})[年/.](\d{1,2})[月/.](\d{1,2})日?\s*(\d{1,2})[:時](\d{1,2})(?:[:分](\d{1,2}))?[秒分]?\s*([+-]\d{4})?$/.exec(
      text,
    );
  if (!parts) return null;
  const [, year, month, day, hour, minute, second = "0", offset = "+0900"] = parts;
  return `${year}/${month}/${day} ${hour}:${minute}:${second} ${offset}`;
}
