import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { now } from "../clock.ts";
import { Invalid, parse } from "../errors.ts";
import { addJob } from "../jobs/add.ts";
import { seal } from "../sealing.ts";
import { smallMail } from "./read.ts";
import { InboundMail } from "./schema.ts";

export type Received = { id: string; state: "received" | "duplicate" };

/** The largest mail we take, in bytes of its RFC 5322 form. */
export const largestMail = 10 * 1024 * 1024;

/**
 * Stores a mail and the job that handles it in one transaction. Nothing is read here beyond what tells the same mail
 * apart: its Message-ID and the bytes of its body. The same mail again is answered with the first one's id.
 */
export async function receiveMail(db: Db, input: unknown): Promise<Received> {
  const { raw, envelope, auth } = parse(InboundMail, input);
  const bytes = Buffer.from(raw, "base64");
  if (bytes.length === 0)
    throw new Invalid([{ path: ["raw"], message: "raw にメールの内容（Base64）を入れてください。" }]);
  if (bytes.length > largestMail) throw new TooLarge();
  const id = randomUUID();
  const { messageId, identity, sender } = identify(bytes);
  return db.transaction(async (tx) => {
    const row = {
      id,
      receivedAt: now(),
      state: "received" as const,
      messageId,
      identity,
      raw: seal("mail", bytes),
      envelope,
      auth,
    };
    const [stored] = await tx.insert(mails).values(row).onConflictDoNothing().returning({ id: mails.id });
    if (stored) {
      await addJob(
        tx,
        "mail.handle",
        { id },
        { key: `mail.handle:${id}`, priority: -5, queue: queueFor(bytes, sender) },
      );
      return { id, state: "received" };
    }
    const [first] = await tx.select({ id: mails.id }).from(mails).where(eq(mails.identity, identity));
    return { id: first!.id, state: "duplicate" };
  });
}

export class TooLarge extends Error {
  override name = "TooLarge";
}

/**
 * The mails of one sender are handled in the order in which they came, so that residents read the order before its
 * cancellation; large ones one after the other, so that they never take all hands.
 */
function queueFor(bytes: Buffer, sender: string): string {
  if (bytes.length > smallMail) return "mail:large";
  return `mail:${createHash("sha256").update(sender).digest("hex").slice(0, 16)}`;
}

const longestHeader = 256 * 1024;

function identify(bytes: Buffer): { messageId: string | null; identity: string; sender: string } {
  const end = endOfHeader(bytes);
  const header = bytes
    .subarray(0, Math.min(end, longestHeader))
    .toString("latin1")
    .replace(/\r?\n[ \t]+/g, " ");
  const messageId = /^message-id:\s*(\S+)/im.exec(header)?.[1] ?? null;
  const hash = createHash("sha256");
  // Without a Message-ID only the very same bytes are the same mail.
  hash.update(messageId ? `${messageId}\n` : bytes.subarray(0, end)).update(bytes.subarray(end));
  const sender = /^from:\s*(.+)/im.exec(header)?.[1] ?? "";
  return { messageId, identity: hash.digest("hex"), sender: sender.trim().toLowerCase() };
}

function endOfHeader(bytes: Buffer): number {
  const ends = [bytes.indexOf("\r\n\r\n"), bytes.indexOf("\n\n")].filter((at) => at >= 0);
  return ends.length === 0 ? bytes.length : Math.min(...ends);
}
