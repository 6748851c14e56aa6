const mostLetters = 1_000_000;

/** What a person reads on an HTML page: lines and lists kept, links with their address, styles and hidden parts left out. */
export function htmlToText(html: string): string {
  const page: Page = { lines: [], line: [], last: "", hidden: [], link: null, pre: 0 };
  for (const token of tokens(html.slice(0, mostLetters))) {
    if (token.startsWith("<")) readTag(page, token);
    else if (page.hidden.length === 0) write(page, decodeEntities(token));
  }
  endLine(page);
  return page.lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** `line` holds the pieces of the line being written and `last` its last letter, so that long lines stay cheap. */
type Page = { lines: string[]; line: string[]; last: string; hidden: string[]; link: Link | null; pre: number };
type Link = { href: string; shown: string[] };

/** Tags and the text between them; comments vanish, and what style and script hold never becomes text. */
function* tokens(html: string): Generator<string> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    const end = open < 0 ? html.length : open;
    if (end > at) yield html.slice(at, end);
    if (open < 0) return;
    const { token, next } = tagAt(html, open);
    if (token !== "") yield token;
    at = next;
  }
}

function tagAt(html: string, open: number): { token: string; next: number } {
  if (html.startsWith("<!--", open)) return { token: "", next: after(html, "-->", open) };
  if (!/[a-zA-Z/!?]/.test(html[open + 1] ?? "")) return { token: "&lt;", next: open + 1 };
  const next = after(html, ">", open);
  const token = html.slice(open, next);
  const raw = /^<(style|script|title|noscript)\b/i.exec(token)?.[1];
  return raw ? { token: "", next: endOfRaw(html, raw, next) } : { token, next };
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function endOfRaw(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, "gi");
  closing.lastIndex = from;
  const found = closing.exec(html);
  return found ? after(html, ">", found.index) : html.length;
}

const blocks =
  /^(div|table|tbody|thead|tr|ul|ol|li|dl|dt|dd|section|article|header|footer|form|address|center|main|nav|fieldset|caption)$/;
const spaced = /^(p|h[1-6]|blockquote|pre|hr)$/;
const alone = /^(br|hr|img|meta|link|input|col|wbr|area|base|embed|source)$/;

function readTag(page: Page, token: string): void {
  const [, slash, name = ""] = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/.exec(token) ?? [];
  const tag = name.toLowerCase();
  if (tag === "" || hides(page, tag, slash === "/", token)) return;
  if (tag === "br") endLine(page);
  if (tag === "pre") page.pre = Math.max(0, page.pre + (slash ? -1 : 1));
  if (tag === "a") turnLink(page, slash === "/", token);
  if (/^t[dh]$/.test(tag) && !slash && page.last.trim() !== "") write(page, " ");
  if (blocks.test(tag)) breakLine(page);
  if (spaced.test(tag)) breakParagraph(page);
  if (tag === "li" && !slash) write(page, "・");
}

/** Preheaders are for the inbox list, not for the reader. */
function hides(page: Page, tag: string, closing: boolean, token: string): boolean {
  if (alone.test(tag)) return page.hidden.length > 0;
  if (page.hidden.length > 0) {
    if (closing && page.hidden.at(-1) === tag) page.hidden.pop();
    else if (!closing && page.hidden[0] === tag) page.hidden.push(tag);
    return true;
  }
  if (closing || !/display\s*:\s*none|\shidden[\s>]/i.test(token.slice(0, 2000))) return false;
  page.hidden.push(tag);
  return true;
}

function turnLink(page: Page, closing: boolean, token: string): void {
  const href = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i.exec(token.slice(0, 4000));
  if (!closing) {
    const address = decodeEntities(href?.[1] ?? href?.[2] ?? href?.[3] ?? "").trim();
    page.link = /^https?:/i.test(address) ? { href: address, shown: [] } : null;
    return;
  }
  const { href: address = "", shown = [] } = page.link ?? {};
  page.link = null;
  if (address !== "" && !shown.join("").includes(address.replace(/\/$/, ""))) write(page, ` ${address} `);
}

function write(page: Page, text: string): void {
  if (page.pre > 0) {
    writeLines(page, text.split(/\r\n|\n|\r/));
    return;
  }
  // A line break in the source is no space between Japanese letters.
  const flat = text.replace(/[ \t\r\n\f]+/g, (gap, at: number) => {
    const before = text[at - 1] ?? page.last;
    return gap.includes("\n") && wide.test(before) && wide.test(text[at + gap.length] ?? "") ? "" : " ";
  });
  put(page, page.last === "" || page.last === " " ? flat.replace(/^ /, "") : flat);
}

const wide = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF01-\uFF60]/;

function writeLines(page: Page, lines: string[]): void {
  for (const [index, line] of lines.entries()) {
    if (index > 0) endLine(page);
    put(page, line);
  }
}

function put(page: Page, piece: string): void {
  if (piece === "") return;
  page.line.push(piece);
  page.link?.shown.push(piece);
  page.last = piece.at(-1)!;
}

function endLine(page: Page): void {
  page.lines.push(page.line.join("").trimEnd());
  page.line = [];
  page.last = "";
}

function breakLine(page: Page): void {
  if (page.line.some((piece) => piece.trim() !== "")) endLine(page);
}

function breakParagraph(page: Page): void {
  breakLine(page);
  if (page.lines.length > 0 && page.lines.at(-1) !== "") page.lines.push("");
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  copy: "©",
  reg: "®",
  yen: "¥",
  deg: "°",
  middot: "·",
  times: "×",
  divide: "÷",
  plusmn: "±",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  larr: "←",
  uarr: "↑",
  rarr: "→",
  darr: "↓",
  rArr: "⇒",
  ensp: " ",
  emsp: "　",
  thinsp: " ",
  para: "¶",
  sect: "§",
  laquo: "«",
  raquo: "»",
  trade: "™",
  loz: "◊",
  zwj: "\u200d",
  zwnj: "\u200c",
  shy: "",
};

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]{2,8});?/g, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (code === 0xa0) return " ";
    return code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "";
  });
}
