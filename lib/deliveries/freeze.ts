import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts, deliveries } from "#db/schema/broadcasts.ts";
import { testRecipients } from "#db/schema/settings.ts";
import type { Broadcast } from "../broadcasts/compose.ts";
import { countAudience } from "../segments/audience.ts";
import { compileAudienceRule } from "../segments/compile.ts";
import type { Audience, Rule } from "../segments/schema.ts";
import { wakeSender } from "./wake.ts";

/** LINE's most per multicast. */
const peoplePerDelivery = 500;

/** The first slice is one delivery, so that it leaves at once; later ones are large, so that freezing stays ahead. */
const firstSlice = peoplePerDelivery;
const laterSlice = peoplePerDelivery * 40;

/**
 * Freezes the next slice of the audience, in the order of ids, and moves the cursor in the same transaction.
 * Returns whether there is more to freeze; false too when the broadcast was paused or stopped meanwhile.
 */
export async function freezeNext(db: Db, broadcastId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [broadcast] = await tx.select().from(broadcasts).where(eq(broadcasts.id, broadcastId)).for("update");
    if (broadcast?.status !== "sending" || broadcast.frozen) return false;
    const { people, last, isLast: frozen } = await freezeSlice(tx, broadcast);
    await tx
      .update(broadcasts)
      .set({
        freezeCursor: last ?? broadcast.freezeCursor,
        frozen,
        audienceCount: sql`coalesce(${broadcasts.audienceCount}, 0) + ${people}`,
      })
      .where(eq(broadcasts.id, broadcastId));
    await wakeSender(tx);
    return !frozen;
  });
}

/** "Everyone" is one call: it also reaches friends whose id we do not know. */
export async function freezeEveryone(tx: Db, broadcast: Broadcast): Promise<Broadcast> {
  const audienceCount = await countAudience(tx, { kind: "everyone" });
  await insertDelivery(tx, broadcast, "broadcast", null, audienceCount);
  return markFrozen(tx, broadcast.id, audienceCount);
}

/** The registered few who get a trial. */
export async function freezeTestRecipients(tx: Db, broadcast: Broadcast): Promise<Broadcast> {
  const rows = await tx.select().from(testRecipients).orderBy(asc(testRecipients.createdAt)).limit(peoplePerDelivery);
  const recipients = rows.map((row) => row.lineUserId);
  if (recipients.length > 0) await insertDelivery(tx, broadcast, "multicast", recipients, recipients.length);
  return markFrozen(tx, broadcast.id, recipients.length);
}

type Slice = { people: number; last: number | null; isLast: boolean };

function freezeSlice(tx: Db, broadcast: Broadcast): Promise<Slice> {
  const size = broadcast.freezeCursor === 0 ? firstSlice : laterSlice;
  const audience = broadcast.audience as Audience;
  if (audience.kind === "recipientsOf") return freezeRecipients(tx, broadcast, audience.broadcast, size);
  return freezeFollowers(tx, broadcast, size);
}

/** The same people in the same groups, in the order of the deliveries that LINE accepted. */
async function freezeRecipients(tx: Db, broadcast: Broadcast, of: string, size: number): Promise<Slice> {
  const most = size / peoplePerDelivery;
  const [row] = await tx.execute<{ people: number; groups: number; last: string | null }>(sql`
    with slice as (
      select id, recipients, recipient_count from deliveries
      where broadcast_id = ${of} and status = 'accepted' and recipients is not null
        and id > ${broadcast.freezeCursor} and id <= ${broadcast.freezeUntil}
      order by id limit ${most}
    ), written as (
      insert into deliveries (broadcast_id, call, lane, status, retry_key, recipients, recipient_count)
      select ${broadcast.id}, 'multicast', ${broadcast.lane}, 'pending', gen_random_uuid(), recipients, recipient_count
      from slice order by id
    )
    select coalesce(sum(recipient_count), 0)::int as people, count(*)::int as groups, max(id)::text as last from slice`);
  return { people: row!.people, last: row!.last === null ? null : Number(row!.last), isLast: row!.groups < most };
}

async function freezeFollowers(tx: Db, broadcast: Broadcast, size: number): Promise<Slice> {
  const condition = await compileAudienceRule(tx, broadcast.freezeRule as Rule);
  const [row] = await tx.execute<{ people: number; last: string | null }>(sql`
    with chosen as (
      select id, line_user_id from followers
      where id > ${broadcast.freezeCursor} and id <= ${broadcast.freezeUntil} and ${condition}
      order by id limit ${size}
    ), slice as (
      select array_agg(line_user_id) as ids, count(*)::int as people, max(id) as last from chosen
    ), written as (
      insert into deliveries (broadcast_id, call, lane, status, retry_key, recipients, recipient_count)
      select ${broadcast.id}, 'multicast', ${broadcast.lane}, 'pending', gen_random_uuid(),
        ids[place + 1 : place + ${peoplePerDelivery}], least(${peoplePerDelivery}, people - place)
      from slice, generate_series(0, people - 1, ${peoplePerDelivery}) as place
      order by place
    )
    select people, last::text from slice`);
  const { people, last } = row!;
  return { people, last: last === null ? null : Number(last), isLast: people < size };
}

async function insertDelivery(
  tx: Db,
  broadcast: Broadcast,
  call: "multicast" | "broadcast",
  recipients: string[] | null,
  recipientCount: number,
) {
  const { id: broadcastId, lane } = broadcast;
  await tx
    .insert(deliveries)
    .values({ broadcastId, call, lane, status: "pending", retryKey: randomUUID(), recipients, recipientCount });
}

async function markFrozen(tx: Db, id: string, audienceCount: number): Promise<Broadcast> {
  const [broadcast] = await tx
    .update(broadcasts)
    .set({ frozen: true, audienceCount })
    .where(eq(broadcasts.id, id))
    .returning();
  await wakeSender(tx);
  return broadcast!;
}
