import { foldText, foldWidth } from "./fold.ts";

/** Which of the words a text says: width, case, spaces and line ends folded. */
export function wordsIn(words: string[], text: string): string[] {
  const folded = onOneLine(text);
  return words.filter((word) => says(folded, onOneLine(word)));
}

/** As `wordsIn`, but 「これは訓練ではありません」 does not say 訓練: it stands in real orders. */
export function wordsClaimedIn(words: string[], text: string): string[] {
  const folded = onOneLine(text);
  return words.filter((word) => {
    const needle = onOneLine(word);
    return says(folded.replaceAll(new RegExp(escaped(needle) + denial, "g"), ""), needle);
  });
}

const denial =
  "(?:の)?(?:配信|送信|メール|放送|情報|通報|通知|発令|発信|もの)?(?:では|じゃ|で)(?:(?:あり|有り|ござい|御座い)ま(?:せん|せぬ)|な(?:い|く|かった|し)|無(?:い|く|かった|し))";

function says(folded: string, needle: string): boolean {
  return needle !== "" && folded.includes(needle);
}

function onOneLine(text: string): string {
  return foldText(text).replaceAll("\n", "");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

const alone = /^[^\p{L}\p{N}]*(テスト|てすと|test|試験)(?=$|[^\p{L}\p{N}])/u;
const aloneInLine = /^[^\p{L}\p{N}\n]*(テスト|てすと|test|試験)[^\p{L}\p{N}\n]*$/mu;
const bracketed = /[\p{Ps}\p{Pi}<※*] ?(テスト|てすと|test|試験) ?(?=$|[\p{Pe}\p{Pf}>※*\n])/mu;

/** テスト that is no part of another word: at the head of the subject, in brackets of any kind, or alone in a line. */
export function testMarkIn(subject: string, text: string): string[] {
  const [head, whole] = [foldWidth(subject), foldWidth(`${subject}\n${text}`)];
  const mark = alone.exec(head) ?? bracketed.exec(whole) ?? aloneInLine.exec(whole);
  return mark ? [mark[1]!] : [];
}
