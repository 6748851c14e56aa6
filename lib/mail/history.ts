import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mailSources, type mails } from "#db/schema/mails.ts";
import { now } from "../clock.ts";
import type { Past, Switches } from "./guards.ts";
import type { Guards, MailGuards } from "./schema.ts";

type Mail = Pick<typeof mails.$inferSelect, "id" | "receivedAt">;

const messageIdClass = 7105;
const sourceClass = 7106;

/** Until the transaction ends nobody else decides about a mail of this source, or with this Message-ID. */
export async function takeTurn(tx: Db, source: string, messageId: string | null): Promise<void> {
  if (messageId)
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(messageIdClass))}, hashtext(${messageId}))`);
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(sourceClass))}, hashtext(${source}))`);
}

export type SourceSwitches = Pick<Switches, "pausedReason"> & { drill: boolean; guards: MailGuards | null };

export async function switchesOf(tx: Db, source: string): Promise<SourceSwitches> {
  const [row] = await tx
    .select({ pausedReason: mailSources.pausedReason, drill: mailSources.drill, guards: mailSources.guards })
    .from(mailSources)
    .where(eq(mailSources.name, source));
  if (!row) return { pausedReason: null, drill: false, guards: null };
  return { ...row, guards: row.guards as MailGuards | null };
}

type Asked = { source: string; sentHash: string; drill: boolean; limits: Guards };

/**
 * What the guards must know of this source's recent past. Call it after `takeTurn`, or two mails handled at once would
 * not see each other. A drill and real mails do not count against each other.
 */
export async function pastOf(tx: Db, mail: Mail, { source, sentHash, drill, limits }: Asked): Promise<Past> {
  const { burst, sameContentMinutes, clash } = limits;
  const burstFrom = before(mail.receivedAt, burst.minutes);
  const sameFrom = before(now(), sameContentMinutes);
  const clashFrom = before(now(), clash.minutes);
  const earliest = [burstFrom, sameFrom, clashFrom].toSorted()[0];
  const [past] = await tx.execute<Past>(sql`
    with recent as (
      select state, held_by, sent_hash, clash_words, received_at, handled_at from mails
      where source = ${source} and drill = ${drill} and handled_at > ${earliest}::timestamptz and id <> ${mail.id}
        and state in ('forwarded', 'held', 'dismissed')
    )
    select
      count(*) filter (where received_at > ${burstFrom}::timestamptz
        and (held_by = 'burst' or (state = 'forwarded' and held_by is null)))::int as many,
      coalesce(bool_or(state = 'forwarded' and sent_hash = ${sentHash} and handled_at > ${sameFrom}::timestamptz), false)
        as repeated,
      to_json(array(select distinct unnest(clash_words) from recent
        where (state = 'forwarded' or held_by = 'clash') and handled_at > ${clashFrom}::timestamptz)) as words
    from recent`);
  return past!;
}

function before(moment: Date, minutes: number): string {
  return new Date(moment.getTime() - minutes * 60_000).toISOString();
}
