import { createHash } from "node:crypto";
import type { Audience } from "#lib/segments/schema.ts";
import { foldText } from "./fold.ts";
import type { ReadMail } from "./read.ts";

/**
 * What a mail says, as one hash: the same for the same mail by two relays that re-encoded its body, wrapped its lines
 * or added trace headers; another for any other word, sender or attachment.
 */
export function contentHashOf(mail: Pick<ReadMail, "subject" | "text" | "from" | "attachments">): string {
  const attachments = mail.attachments.map((attachment) => attachment.hash).toSorted();
  const said = [mail.from?.address ?? "", letters(mail.subject), letters(mail.text), ...attachments];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

/** What residents would get, as one hash: the same text for other wards is another message. */
export function sentHashOf(text: string, audience: Audience | undefined): string {
  return createHash("sha256")
    .update(JSON.stringify([letters(text), audience ?? null]))
    .digest("hex");
}

function letters(text: string): string {
  return foldText(text).replaceAll("\n", "");
}
