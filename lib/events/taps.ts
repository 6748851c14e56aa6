import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events, taps } from "#db/schema/events.ts";
import { now } from "../clock.ts";
import type { ToldEvent } from "./read-call.ts";

type Tap = { id: number; occurredAt: Date; told: ToldEvent };

/** Counts taps by name and day, each event once. Who tapped is not counted. */
export async function countTaps(db: Db, tapped: Tap[]): Promise<void> {
  if (tapped.length === 0) return;
  const ids = tapped.map((tap) => tap.id);
  await db.transaction(async (tx) => {
    const fresh = await tx
      .update(events)
      .set({ state: "handled", handledAt: now() })
      .where(and(inArray(events.id, ids), eq(events.state, "received")))
      .returning({ id: events.id });
    const isFresh = new Set(fresh.map((event) => event.id));
    const counts = countByName(tapped.filter((tap) => isFresh.has(tap.id)));
    for (const [day, byName] of counts) await add(tx, day, await withinBounds(tx, day, byName));
  });
}

type Counts = Map<string, number>;

function countByName(tapped: Tap[]): Map<string, Counts> {
  const days = new Map<string, Counts>();
  for (const { occurredAt, told } of tapped) {
    const day = occurredAt.toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
    const byName = days.get(day) ?? new Map<string, number>();
    days.set(day, byName);
    byName.set(tapName(told), (byName.get(tapName(told)) ?? 0) + 1);
  }
  return days;
}

const namesPerDay = 1000;
const otherTaps = "その他";

/** A chatbot may put an id into each button: then the many are counted as one. */
async function withinBounds(tx: Db, day: string, byName: Counts): Promise<Counts> {
  const known = await tx.select({ name: taps.name }).from(taps).where(eq(taps.day, day));
  const names = new Set(known.map((tap) => tap.name));
  const bounded: Counts = new Map();
  for (const [name, count] of byName) {
    const as = names.has(name) || names.size < namesPerDay ? name : otherTaps;
    names.add(as);
    bounded.set(as, (bounded.get(as) ?? 0) + count);
  }
  return bounded;
}

/** In one order, so that two jobs never wait for each other. */
async function add(tx: Db, day: string, counts: Counts): Promise<void> {
  const rows = [...counts].map(([name, count]) => ({ name, day, count })).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (rows.length === 0) return;
  await tx
    .insert(taps)
    .values(rows)
    .onConflictDoUpdate({ target: [taps.day, taps.name], set: { count: sql`${taps.count} + excluded.count` } });
}

const longest = 100;

/** A tab of the menu by its alias, a button by `name=…` in its data, else by its data. */
function tapName({ postback }: ToldEvent): string {
  const alias = postback?.params?.newRichMenuAliasId;
  const data = postback?.data ?? "";
  const named = typeof alias === "string" ? alias : (new URLSearchParams(data).get("name") ?? data);
  return named.toWellFormed().replaceAll("\0", "").trim().slice(0, longest).toWellFormed() || otherTaps;
}
