import { foldText } from "./fold.ts";

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
