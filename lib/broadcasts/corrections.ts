import { and, asc, eq, ne } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { countRecipients } from "../deliveries/recipients.ts";
import type { Audience } from "../segments/schema.ts";
import { findBroadcast, visibleTo } from "./visible.ts";

/** `minutes`: from the beginning of the wrong broadcast to that of its correction, or until now. */
export type Linked = { id: string; title: string; status: BroadcastStatus; minutes: number; startedAt: Date | null };

/** What a broadcast corrects and what corrects it, as far as the actor may see it. */
export type Corrections = {
  of: (Linked & { text: string | null; isForgotten: boolean }) | null;
  by: Linked[];
};

export async function correctionsOf(db: Db, actor: Actor, id: string): Promise<Corrections> {
  must(actor, "broadcasts", "view");
  const broadcast = await findBroadcast(db, actor, id);
  const { correctsId, startedAt } = broadcast;
  const which = and(eq(broadcasts.correctsId, id), ne(broadcasts.status, "canceled"), visibleTo(actor));
  const by = await db.select().from(broadcasts).where(which).orderBy(asc(broadcasts.createdAt));
  const wrong = and(eq(broadcasts.id, correctsId ?? id), visibleTo(actor));
  const [of] = correctsId ? await db.select().from(broadcasts).where(wrong) : [];
  return {
    of: of
      ? { ...linked(of, of.startedAt, startedAt), text: textOf(of.messages), isForgotten: await isForgotten(db, of) }
      : null,
    by: by.map((correction) => linked(correction, startedAt, correction.startedAt)),
  };
}

type Row = typeof broadcasts.$inferSelect;

function linked({ id, title, status, startedAt }: Row, from: Date | null, to: Date | null): Linked {
  const ms = (to ?? now()).getTime() - (from ?? now()).getTime();
  return { id, title, status, startedAt, minutes: Math.max(0, Math.round(ms / 60_000)) };
}

function textOf(messages: unknown[]): string | null {
  return (messages as { text?: string }[])[0]?.text ?? null;
}

async function isForgotten(db: Db, { id, audience }: Row): Promise<boolean> {
  const { kind } = audience as Audience;
  return kind !== "everyone" && kind !== "test" && (await countRecipients(db, id)) === null;
}
