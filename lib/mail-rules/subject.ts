import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { Invalid, isUuid, NotFound } from "../errors.ts";
import type { Told } from "../mail/decide.ts";
import { largestMail } from "../mail/receive.ts";
import type { InboundMail } from "../mail/schema.ts";
import { unseal } from "../sealing.ts";

/** The mail that somebody wants to look at: a received one, or a file of their own. */
export type LabSource = { id: string } | { raw: Buffer };

export type LabMail = { raw: Buffer; told: Told; receivedAt: Date | null };

export async function fetchMail(db: Db, source: LabSource): Promise<LabMail> {
  if ("raw" in source) return { raw: checkFile(source.raw), told: {}, receivedAt: null };
  const [mail] = isUuid(source.id) ? await db.select().from(mails).where(eq(mails.id, source.id)) : [];
  if (!mail) throw new NotFound("このメールはありません。");
  if (!mail.raw) throw new NotFound("このメールの原文は、保存期間を過ぎたため消えています。");
  return { raw: unseal("mail", mail.raw), told: toldOf(mail), receivedAt: mail.receivedAt };
}

export function toldOf({ envelope, auth }: { envelope: unknown; auth: unknown }): Told {
  return { envelope: envelope as InboundMail["envelope"], auth: auth as InboundMail["auth"] };
}

function checkFile(raw: Buffer): Buffer {
  if (raw.length === 0)
    throw new Invalid([{ path: ["mail"], message: "ファイルが空です。別のファイルを選んでください。" }]);
  if (raw.length > largestMail)
    throw new Invalid([{ path: ["mail"], message: "10 MBを超えるメールは試せません。受信もできない大きさです。" }]);
  if (!isMail(raw))
    throw new Invalid([
      { path: ["mail"], message: "このファイルはメールではありません。.eml形式で保存したメールを選んでください。" },
    ]);
  return raw;
}

/** By its content, whatever the file is called: a mail begins with its header, and no other kind of file does. */
function isMail(raw: Buffer): boolean {
  const start = raw.toString("latin1", 0, 1000).replace(/^\xef\xbb\xbf/, "");
  return /^\s*(?:>?From .*\r?\n)?[a-z][\w-]*[ \t]*:/i.test(start) && !start.includes("\0");
}
