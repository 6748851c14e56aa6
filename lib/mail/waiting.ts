import { desc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import type { Lane } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import { countAudience } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import { openReading } from "./reading.ts";

/** A mail that waits for a person, with what they must know to decide. */
export type HeldMail = {
  id: string;
  receivedAt: Date;
  /** When the mail itself says it was written. */
  writtenAt: Date | null;
  subject: string;
  reason: string;
  text: string;
  lane: Lane | null;
  drill: boolean;
  /** Without it, or without messages, it cannot go as it is. */
  audience: Audience | null;
  people: number | null;
};

/** The mails that wait for one cause: of one source, held by one guard or by their rule. */
export type HeldCause = { source: string; heldBy: string; mails: HeldMail[] };

export type Waiting = { causes: HeldCause[]; total: number };

const most = 500;

/** Everything that waits, by cause: what may be genuine first, floods of old or repeated mails last. */
export async function listHeld(db: Db, actor: Actor): Promise<Waiting> {
  must(actor, "mail", "view");
  const rows = await db
    .select({ ...heldParts })
    .from(mails)
    .where(eq(mails.state, "held"))
    .orderBy(desc(mails.receivedAt), desc(mails.id))
    .limit(most);
  const total = rows.length < most ? rows.length : await db.$count(mails, eq(mails.state, "held"));
  const counts = new Map<string, Promise<number | null>>();
  const causes = new Map<string, HeldCause>();
  for (const { source, heldBy, ...row } of rows) {
    const cause = { source: source ?? "不明な差出人", heldBy: heldBy ?? "rule", mails: [] };
    const key = JSON.stringify([cause.source, cause.heldBy]);
    if (!causes.has(key)) causes.set(key, cause);
    causes.get(key)!.mails.push(await heldMail(db, row, counts));
  }
  for (const { mails } of causes.values()) mails.sort((a, b) => timeOf(b) - timeOf(a));
  return { causes: [...causes.values()].toSorted((a, b) => rankOf(a) - rankOf(b)), total };
}

const { id, receivedAt, writtenAt, source, heldBy, reason, lane, drill, reading } = mails;
const heldParts = { id, receivedAt, writtenAt, source, heldBy, reason, lane, drill, reading };

type Row = Pick<typeof mails.$inferSelect, "id" | "receivedAt" | "writtenAt" | "reason" | "lane" | "drill" | "reading">;

async function heldMail(
  db: Db,
  { reading, reason, ...row }: Row,
  counts: Map<string, Promise<number | null>>,
): Promise<HeldMail> {
  const { subject = "", text = "", messages, audience } = openReading(reading) ?? {};
  const told = { ...row, subject, reason: reason ?? "", text };
  if (!audience || !messages?.length) return { ...told, audience: null, people: null };
  return { ...told, audience, people: await countOnce(db, audience, counts) };
}

/** Forty mails of one storm are for the same few audiences. A group that is gone meanwhile has nobody to count. */
function countOnce(db: Db, audience: Audience, counts: Map<string, Promise<number | null>>): Promise<number | null> {
  const key = JSON.stringify(audience);
  if (!counts.has(key))
    counts.set(
      key,
      countAudience(db, audience).catch(() => null),
    );
  return counts.get(key)!;
}

/** The newest news first, however late it came. */
function timeOf({ writtenAt, receivedAt }: HeldMail): number {
  return (writtenAt ?? receivedAt).getTime();
}

const ranks = ["rule", "twin", "clash", "drill", "test", "burst", "future", "repeat", "old", "paused", "off"];

function rankOf({ heldBy, mails }: HeldCause): number {
  const isUrgent = mails.some(({ lane }) => lane === "urgent");
  return ranks.indexOf(heldBy) - (isUrgent ? ranks.length : 0);
}
