import { parseArgs } from "node:util";
import { listReceived } from "#lib/events/received.ts";
import { tapCounts } from "#lib/events/tap-counts.ts";
import { answerDistribution } from "#lib/followers/distribution.ts";
import { followersOverTime } from "#lib/followers/over-time.ts";
import { seal } from "#lib/sealing.ts";
import { testEnvironment } from "#test/environment.ts";
import { actor, type City, openCity } from "./city.ts";

/**
 * `node bench/pages.ts [--followers 1000000] [--messages 1000000]`: how long 友だち and 受信メッセージ wait for the
 * database in a large city. Each question is asked five times after one that warms up.
 */
const { values } = parseArgs({
  options: {
    followers: { type: "string", default: "1000000" },
    messages: { type: "string", default: "1000000" },
  },
});
Object.assign(process.env, testEnvironment);
const city = await openCity();
await city.seed(Number(values.followers));
await seedMessages(city, Number(values.messages));
const { db } = city;
await measure("友だち: numbers of 90 days", () => followersOverTime(db, actor, 90));
await measure("友だち: every answer counted", () => answerDistribution(db, actor));
await measure("受信メッセージ: the latest 51", () => listReceived(db, actor, { limit: 51 }));
await measure("受信メッセージ: 51 of one day", () => listReceived(db, actor, { day: dayAgo(40), limit: 51 }));
await measure("受信メッセージ: page 200", () => listReceived(db, actor, { limit: 51, offset: 199 * 50 }));
await measure("受信メッセージ: taps of 30 days", () => tapCounts(db, actor, { from: dayAgo(29), to: dayAgo(0) }));
await city.close();
process.exit(0);

async function measure(what: string, ask: () => Promise<unknown>): Promise<void> {
  await ask();
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const begun = performance.now();
    await ask();
    times.push(Math.round(performance.now() - begun));
  }
  console.log(`${what}: ${times.sort((a, b) => a - b).join(" ")} ms`);
}

/** So many over a hundred days, nine of ten left to the chatbot, and a thousand names of taps a day. */
async function seedMessages({ sql }: City, count: number): Promise<void> {
  const call = "00000000-0000-4000-8000-000000000001";
  const body = seal("event", JSON.stringify({ type: "message", message: { type: "text", text: "ごみの日は？" } }));
  await sql`insert into webhook_calls (id, received_at, signature, content_type) values (${call}, now(), '', 'application/json')`;
  await sql`
    insert into events (webhook_event_id, call_id, type, line_user_id, occurred_at, body, state)
    select 'bench-' || n, ${call}, 'message', 'U' || md5((n % 50000)::text), now() - n * interval '100 days' / ${count}::int,
      ${body}, case when n % 10 = 0 then 'handled' else 'ignored' end
    from generate_series(1, ${count}::int) as n`;
  await sql`
    insert into taps (name, day, count)
    select 'ボタン' || name, (now() - day * interval '1 day')::date, name from generate_series(1, 1000) as name, generate_series(0, 99) as day`;
  await sql`vacuum analyze events`;
  await sql`vacuum analyze taps`;
}

function dayAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
}
