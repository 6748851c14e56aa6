import type { Message } from "../messages/schema.ts";
import { seal, unseal } from "../sealing.ts";
import type { Audience } from "../segments/schema.ts";
import type { Decision } from "./decide.ts";
import type { ReadMail } from "./read.ts";

/** What a mail said and how we came to our decision; kept sealed beside the raw mail. */
export type Reading = {
  from: { address: string; name: string } | null;
  subject: string;
  body: string;
  attachments: { name: string; type: string; size: number }[];
  text?: string;
  messages?: Message[];
  audience?: Audience;
  trace: Decision["trace"];
};

export function readingOf(
  read: ReadMail,
  decided: Pick<Decision, "text" | "messages" | "audience" | "trace">,
): Reading {
  const { from, subject, text: body } = read;
  const attachments = read.attachments.map(({ name, type, size }) => ({ name, type, size }));
  const { text, messages, audience, trace } = decided;
  return { from, subject, body, attachments, text, messages, audience, trace };
}

export function sealReading(reading: Reading): Buffer {
  return seal("reading", JSON.stringify(reading));
}

export function openReading(sealed: Buffer | null): Reading | null {
  return sealed && (JSON.parse(unseal("reading", sealed).toString("utf8")) as Reading);
}
