/**
 * Text as phrases are compared: full and half width, case, kinds of dashes made one, spaces left out, line ends kept.
 * `starts` and `ends` lead from each folded unit to the original text.
 */
export type Folded = { original: string; text: string; starts: Int32Array; ends: Int32Array };

export type Span = { start: number; end: number };

/** Folds for comparing only: contains, equals. */
export function foldText(text: string): string {
  return folding(text.normalize("NFKC")).replace(/[^\S\n]+/g, "");
}

/** Folds width, case and dashes, but keeps one space where there were some: for labels and names in a line. */
export function foldWidth(text: string): string {
  return folding(text.normalize("NFKC")).replace(/[^\S\n]+/g, " ");
}

/** Folds with the way back, so that what is found can be cut from the original. */
export function fold(text: string): Folded {
  const pieces: string[] = [];
  const starts = new Growing(text.length);
  const ends = new Growing(text.length);
  for (const match of text.matchAll(cluster)) {
    const piece = foldText(match[0]);
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    pieces.push(piece);
  }
  return { original: text, text: pieces.join(""), starts: starts.values(), ends: ends.values() };
}

/** Where the phrase stands in the original, from left to right without overlap, from a position on. */
export function findPhrase(folded: Folded, phrase: string, from = 0): Span[] {
  const needle = fold(phrase).text;
  // A phrase of nothing but spaces is meant literally.
  if (needle === "") return literally(folded.original, phrase, from);
  const spans: Span[] = [];
  for (let at = folded.text.indexOf(needle); at >= 0; ) {
    const span = wholeSpan(folded, at, needle.length);
    const fits = span !== null && span.start >= from;
    if (fits) spans.push(span);
    at = folded.text.indexOf(needle, at + (fits ? needle.length : 1));
  }
  return spans;
}

// A letter with its combining marks; after kana the half-width ones ﾞﾟ too.
const cluster = /(?:[\u3041-\u30FF\uFF66-\uFF9D][\uFF9E\uFF9F]?|[\s\S])\p{M}*/gu;

function folding(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u301C\u223C]/g, "~")
    .replace(/[\u2010-\u2015\u2212]/g, "-");
}

/** Half of ㈱ is no match: only whole original letters can be cut. */
function wholeSpan({ starts, ends }: Folded, at: number, length: number): Span | null {
  const last = at + length - 1;
  if (at > 0 && starts[at - 1] === starts[at]) return null;
  if (last + 1 < starts.length && starts[last + 1] === starts[last]) return null;
  return { start: starts[at]!, end: ends[last]! };
}

function literally(text: string, phrase: string, from: number): Span[] {
  const spans: Span[] = [];
  if (phrase === "") return spans;
  for (let at = text.indexOf(phrase, from); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
    spans.push({ start: at, end: at + phrase.length });
  }
  return spans;
}

class Growing {
  #values: Int32Array;
  #length = 0;

  constructor(size: number) {
    this.#values = new Int32Array(Math.max(16, size));
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }
}
