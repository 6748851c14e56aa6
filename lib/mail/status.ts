import { desc, eq, getTableColumns } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { mails } from "#db/schema/mails.ts";
import type { Lane, MailState } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import { isUuid, NotFound } from "../errors.ts";
import { countAudience } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import { readSetting } from "../settings/settings.ts";
import { openReading, type Reading } from "./reading.ts";

/** What the gateway may ask of a mail it brought. */
export type MailStatus = {
  id: string;
  state: MailState;
  reason?: string;
  rule?: string;
  text?: string;
  lane?: Lane;
  audienceCount?: number;
  broadcastId?: string;
};

export async function mailStatus(db: Db, actor: Actor, id: string): Promise<MailStatus> {
  must(actor, "mail", "view");
  const mail = await find(db, id);
  const audienceCount = await audienceCountOf(db, mail.broadcastId);
  const text = openReading(mail.reading)?.text;
  const { state, reason, rule, lane, broadcastId } = mail;
  const known = { reason, rule, text, lane, audienceCount, broadcastId };
  const told = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null && value !== undefined));
  return { id, state, ...told };
}

export type MailDetail = Omit<typeof mails.$inferSelect, "raw" | "reading" | "identity"> & { reading: Reading | null };

/** A mail with its trace, for staff, and until when it is kept; after that only what became of it is known. */
export async function mailDetail(db: Db, actor: Actor, id: string): Promise<MailDetail & { keptUntil: Date }> {
  must(actor, "mail", "view");
  const mail = open(await find(db, id));
  const { mails: days } = await readSetting(db, "retentionDays");
  return { ...mail, keptUntil: new Date(mail.receivedAt.getTime() + days * 24 * 3_600_000) };
}

/** The mail that brought a broadcast about. */
export async function mailBehind(db: Db, actor: Actor, broadcastId: string): Promise<string | null> {
  must(actor, "mail", "view");
  const [mail] = await db.select({ id: mails.id }).from(mails).where(eq(mails.broadcastId, broadcastId));
  return mail?.id ?? null;
}

/** A mail in a list, with how many people its broadcast is for. */
export type ListedMail = MailDetail & { people: number | null };

/** The latest mails with what became of them, newest first. */
export async function listMails(
  db: Db,
  actor: Actor,
  { state, limit = 50, offset = 0 }: MailFilter = {},
): Promise<ListedMail[]> {
  must(actor, "mail", "view");
  const rows = await db
    .select({ ...withoutRaw, people: broadcasts.audienceCount })
    .from(mails)
    .leftJoin(broadcasts, eq(broadcasts.id, mails.broadcastId))
    .where(state ? eq(mails.state, state) : undefined)
    .orderBy(desc(mails.receivedAt))
    .limit(limit)
    .offset(offset);
  return rows.map(({ people, ...mail }) => ({ ...open(mail), people }));
}

/** Up to 10 MiB that no screen shows. */
const { raw: _raw, ...withoutRaw } = getTableColumns(mails);

export type MailFilter = { state?: MailState; limit?: number; offset?: number };

async function find(db: Db, id: string) {
  const [mail] = isUuid(id) ? await db.select(withoutRaw).from(mails).where(eq(mails.id, id)) : [];
  if (!mail) throw new NotFound("このメールはありません。");
  return mail;
}

async function audienceCountOf(db: Db, broadcastId: string | null): Promise<number | undefined> {
  if (!broadcastId) return undefined;
  const [broadcast] = await db
    .select({ frozen: broadcasts.frozen, count: broadcasts.audienceCount, audience: broadcasts.audience })
    .from(broadcasts)
    .where(eq(broadcasts.id, broadcastId));
  return broadcast!.frozen ? broadcast!.count! : countAudience(db, broadcast!.audience as Audience);
}

function open({ identity: _identity, reading, ...mail }: Omit<typeof mails.$inferSelect, "raw">): MailDetail {
  return { ...mail, reading: openReading(reading) };
}
