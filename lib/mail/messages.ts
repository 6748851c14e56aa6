/** LINE counts a text message in UTF-16 units. */
const longestMessage = 5000;
const mostMessages = 5;

export type TextMessage = { type: "text"; text: string };

/**
 * A text as up to five LINE messages, so that nothing is lost; null when even five are too few. It is split at line ends
 * and sentences; a text that needs five full messages is cut wherever they end.
 * @param mark what every message begins with
 */
export function textMessages(text: string, mark = ""): TextMessage[] | null {
  const longest = longestMessage - mark.length;
  const [fair, tight] = [atLineEnds, full].map((split) => split(text, longest).filter((chunk) => chunk.trim() !== ""));
  const said = fair!.length > mostMessages ? tight! : fair!;
  return said.length > mostMessages ? null : said.map((chunk) => ({ type: "text", text: mark + chunk }));
}

function atLineEnds(text: string, longest: number): string[] {
  const chunks: string[] = [];
  for (const line of text.split("\n").flatMap((each) => cutLine(each, longest))) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= longest) chunks[chunks.length - 1] = `${last}\n${line}`;
    else chunks.push(line);
  }
  return chunks;
}

/** Only a line that is itself too long is cut inside, after a sentence where there is one, never inside a letter. */
function cutLine(line: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const sentence = Math.max(head.lastIndexOf("。"), head.lastIndexOf("、")) + 1;
    const end = sentence > longest / 2 ? sentence : wholeLetters(head);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}

function full(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > longest && pieces.length <= mostMessages) {
    const end = wholeLetters(rest.slice(0, longest));
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/, "");
  }
  return [...pieces, rest];
}

function wholeLetters(head: string): number {
  return /[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length;
}
