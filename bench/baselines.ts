import { randomUUID } from "node:crypto";
import { testEnvironment } from "#test/environment.ts";
import type { City } from "./city.ts";

const sampleMs = 8000;

/**
 * The same work as others do it, against the same LINE, for a few seconds: seconds for all by proportion, because the
 * whole would take minutes.
 */
export async function plainScript(city: City, people: number): Promise<number> {
  const rows = await city.sql<{ id: string }[]>`select line_user_id as id from followers order by id`;
  return inProportion(people, (turn) => {
    const from = (turn * 500) % rows.length;
    return multicast(
      city,
      rows.slice(from, from + 500).map((row) => row.id),
    );
  });
}

/** What the open peers do: take 400, send, write down, take the next 400. */
export async function batchesOf400(city: City, people: number): Promise<number> {
  await city.sql`create table peer_queue as select id, line_user_id, false as sent from followers`;
  await city.sql`create index on peer_queue (id) where not sent`;
  const seconds = await inProportion(people, async () => {
    const rows = await city.sql<{ id: string; to: string }[]>`
      select id, line_user_id as to from peer_queue where not sent order by id limit 400`;
    const sent = await multicast(
      city,
      rows.map((row) => row.to),
    );
    await city.sql`update peer_queue set sent = true where id = any(${rows.map((row) => row.id)}::bigint[])`;
    return sent;
  });
  await city.sql`drop table peer_queue`;
  return seconds;
}

async function inProportion(people: number, step: (turn: number) => Promise<number>): Promise<number> {
  const begun = performance.now();
  let sent = 0;
  for (let turn = 0; sent < people && performance.now() - begun < sampleMs; turn++) sent += await step(turn);
  return ((performance.now() - begun) / 1000) * (people / sent);
}

async function multicast(city: City, to: string[]): Promise<number> {
  const response = await fetch(`${city.lineUrl}/v2/bot/message/multicast`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${testEnvironment.LINE_CHANNEL_ACCESS_TOKEN}`,
      "content-type": "application/json",
      "x-line-retry-key": randomUUID(),
    },
    body: JSON.stringify({ to, messages: [{ type: "text", text: "比較" }] }),
  });
  await response.text();
  return to.length;
}
