import { decodeHeader, splitOutsideQuotes } from "./headers.ts";

export type MailAddress = { address: string; name: string };

const mostAddresses = 1000;
const longestAddress = 1000;

/** The addresses of a From or To header (one byte per character), names decoded, groups opened. */
export function parseAddresses(value: string): MailAddress[] {
  const parts = splitOutsideQuotes(openedGroups(value), ",").slice(0, mostAddresses);
  return parts.flatMap((part) => parseAddress(part.trim().slice(0, longestAddress)) ?? []);
}

function openedGroups(value: string): string {
  const group = /^\s*[^:<>@",]{1,200}:([^;]*);?\s*$/.exec(value);
  return group ? group[1]! : value;
}

function parseAddress(part: string): MailAddress | null {
  const angled = /^([\s\S]*)<([^<>]*)>[^<>]*$/.exec(part);
  if (angled) return { address: tidy(angled[2]!), name: nameOf(angled[1]!) };
  const comment = /^\s*(\S+@\S+)\s*\(([\s\S]*)\)\s*$/.exec(part);
  if (comment) return { address: tidy(comment[1]!), name: nameOf(comment[2]!) };
  const address = tidy(part);
  return address === "" ? null : address.includes("@") ? { address, name: "" } : { address: "", name: nameOf(part) };
}

/** docomo and au let people have dots that RFC 5321 forbids; they stay as written. */
function tidy(address: string): string {
  return address
    .replace(/^mailto:/i, "")
    .replaceAll('"', "")
    .replace(/\s+/g, "")
    .toLowerCase();
}

function nameOf(raw: string): string {
  const inner = raw
    .trim()
    .replace(/^"([\s\S]*)"$/, "$1")
    .replace(/\\(["\\])/g, "$1");
  return decodeHeader(inner).text.replace(/\s+/g, " ").trim();
}
