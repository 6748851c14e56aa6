import { Resolver } from "node:dns/promises";
import { type DKIMResult, type DNSResolver, dkimVerify, dmarc, spf } from "mailauth";
import { log } from "#lib/log.ts";
import { parseAddresses } from "#lib/mail/addresses.ts";
import { type Header, parseHeaders } from "#lib/mail/headers.ts";
import type { Client } from "./client.ts";

/** What is known of a mail's sender, in the words of RFC 8601; what could not be looked at is left out. */
export type Proof = { spf?: string; dkim?: string; dmarc?: string };

export type ProofOptions = {
  resolver?: DNSResolver;
  /** How long all questions to DNS together may take. */
  ms?: number;
};

const defaultMs = 3000;
const longestHead = 256 * 1024;
const mostSignatures = 10;
/** Each signature may hash the body in its own way. */
const mostHashed = 24 * 1024 * 1024;

/**
 * Checks a mail's sender by DNS. It never throws and never takes long: a question without an answer in time is a
 * `temperror`, and the mail is stored all the same.
 */
export async function proofOf(
  raw: Buffer,
  sender: string,
  client: Client | null,
  { resolver = systemResolver(), ms = defaultMs }: ProofOptions = {},
): Promise<Proof> {
  const ask = withinTime(resolver, ms);
  try {
    const head = headOf(raw);
    const author = authorOf(head);
    const [sent, signed] = await Promise.all([spfOf(sender, client, ask), dkimOf(raw, head, author?.domain, ask)]);
    const known = { spf: sent?.result, dkim: signed.result };
    return { ...known, dmarc: await dmarcOf(author, sent, signed, ask) };
  } catch (error) {
    log.warn({ error: error instanceof Error ? error.name : "unknown" }, "proof of sender not checked");
    return {};
  }
}

/** Two short tries, so that one lost packet is not a missing proof. */
function systemResolver(): DNSResolver {
  const dns = new Resolver({ timeout: 1200, tries: 2 });
  return (name, type) => dns.resolve(name, type) as unknown as Promise<string[]>;
}

function withinTime(resolver: DNSResolver, ms: number): DNSResolver {
  const late = Object.assign(new Error("DNS took too long"), { code: "ETIMEOUT" });
  const end = performance.now() + ms;
  return async (name, type) => {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, Math.max(0, end - performance.now()), late);
    });
    const answer = resolver(name, type);
    answer.catch(() => undefined);
    return Promise.race([answer, over]).finally(() => clearTimeout(timer));
  };
}

/** Null when the head is so large that looking at it would hold up other mails. */
function headOf(raw: Buffer): Header[] | null {
  const ends = [raw.indexOf("\r\n\r\n"), raw.indexOf("\n\n")].filter((at) => at >= 0);
  const end = ends.length === 0 ? raw.length : Math.min(...ends);
  return end > longestHead ? null : parseHeaders(raw.subarray(0, end));
}

type Author = { domain: string; alone: boolean };

/** As rules read it: of several authors the first, who then has no proof. */
function authorOf(head: Header[] | null): Author | null {
  const authors = (head ?? [])
    .filter(({ name }) => name === "from")
    .flatMap(({ value }) => parseAddresses(value))
    .filter(({ address }) => address.includes("@"));
  if (authors.length === 0) return null;
  const alone = authors.every(({ address }) => address === authors[0]!.address);
  return { domain: authors[0]!.address.split("@").at(-1)!, alone };
}

type Sent = { result: string; domain: string };

async function spfOf(sender: string, client: Client | null, resolver: DNSResolver): Promise<Sent | null> {
  if (!client) return null;
  const { domain, status } = await spf({ sender, ip: client.ip, helo: client.helo, resolver });
  return { result: status.result, domain };
}

type Signed = { result: string; domains: string[] };

/** `pass` is said of the author's own signature only: with his own domain's anybody can sign. */
async function dkimOf(
  raw: Buffer,
  head: Header[] | null,
  author: string | undefined,
  resolver: DNSResolver,
): Promise<Signed> {
  if (head === null || isTooMuch(raw, head)) return { result: "permerror", domains: [] };
  if (!head.some(({ name }) => name === "dkim-signature")) return { result: "none", domains: [] };
  const { results } = await dkimVerify(raw, { resolver });
  const domains = hasDoubles(head)
    ? []
    : results.filter(isWhole).map(({ signingDomain }) => signingDomain.toLowerCase());
  if (author && domains.some((domain) => isOf(domain, author))) return { result: "pass", domains };
  return { result: results.some(({ status }) => /^temperr/.test(status.result)) ? "temperror" : "fail", domains };
}

function isTooMuch(raw: Buffer, head: Header[]): boolean {
  const count = head.filter(({ name }) => /^(dkim-signature|arc-(seal|message-signature))$/.test(name)).length;
  return count > mostSignatures || count * raw.length > mostHashed;
}

/** A signature over a part of the body (`l=`) says nothing of what somebody wrote below. */
function isWhole({ status }: DKIMResult): boolean {
  return status.result === "pass" && !status.underSized;
}

const single = ["from", "subject", "date", "message-id", "to", "content-type", "content-transfer-encoding"];

/** A signature covers the lower of two equal fields, a reader sees the upper one. */
function hasDoubles(head: Header[]): boolean {
  return single.some((name) => head.filter((header) => header.name === name).length > 1);
}

function isOf(domain: string, author: string): boolean {
  return domain === author || author.endsWith(`.${domain}`) || domain.endsWith(`.${author}`);
}

async function dmarcOf(
  author: Author | null,
  sent: Sent | null,
  signed: Signed,
  resolver: DNSResolver,
): Promise<string | undefined> {
  if (!author) return undefined;
  if (!author.alone) return "fail";
  const spfDomains = sent?.result === "pass" ? [sent.domain] : [];
  const dkimDomains = signed.domains.map((domain) => ({ domain }));
  const judged = await dmarc({ headerFrom: `x@${author.domain}`, spfDomains, dkimDomains, resolver });
  const result = judged ? judged.status.result : undefined;
  if (result !== "fail") return result;
  // Half of the proof is missing: nobody may call it a forgery.
  if (sent === null) return undefined;
  return [sent.result, signed.result].includes("temperror") ? "temperror" : "fail";
}
