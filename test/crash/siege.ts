import { setTimeout as sleep } from "node:timers/promises";
import { composeBroadcast } from "#lib/broadcasts/compose.ts";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { messageKeyOf } from "#sandbox/control.ts";
import { killWorker, type Mishap, mishaps } from "./mishaps.ts";
import { type Random, randomOf } from "./random.ts";
import { openStage, type Stage } from "./stage.ts";

const actor = { kind: "system", task: "crash" } as const;
const patienceMs = 120_000;

export type SiegeOptions = { kills: number; followers: number; seed: number; killsPerRound?: number; tell?: Tell };
type Tell = (line: string) => void;

export type Siege = {
  seed: number;
  kills: number;
  broadcasts: number;
  people: number;
  lost: number;
  doubled: number;
  strangers: number;
  keysReused: number;
  unfinished: number;
  played: string[];
};

/** Broadcast after broadcast under kills and other mishaps, each compared with LINE's ledger in the end. */
export async function besiege({ kills, followers, seed, killsPerRound = 3, tell = () => {} }: SiegeOptions) {
  const random = randomOf(seed);
  const stage = await openStage({ followers, sendRate: Math.max(30, Math.ceil(followers / 1000)) });
  const result = emptyResult(seed);
  try {
    stage.startWorker();
    stage.startWorker();
    while (result.kills < kills) {
      const count = Math.min(killsPerRound, kills - result.kills);
      const mishap = mishaps[result.broadcasts % mishaps.length]!;
      await oneRound(stage, random, mishap, count, result);
      tell(
        `${result.kills}/${kills} kills, ${result.broadcasts} broadcasts (${mishap.name}): lost ${result.lost}, doubled ${result.doubled}`,
      );
    }
    return result;
  } finally {
    await stage.close();
  }
}

function emptyResult(seed: number): Siege {
  const counts = { kills: 0, broadcasts: 0, people: 0, lost: 0, doubled: 0, strangers: 0 };
  return { seed, ...counts, keysReused: 0, unfinished: 0, played: [] };
}

async function oneRound(stage: Stage, random: Random, mishap: Mishap, kills: number, result: Siege): Promise<void> {
  const text = `防災情報 第${result.broadcasts + 1}報`;
  const { id } = await stage.patiently(() => send(stage, text));
  const plan = [mishap, ...Array.from({ length: kills }, () => killWorker)];
  for (const one of plan) {
    await sleep(100 + random.below(500));
    await one.strike(stage, random);
    result.played.push(one.name);
  }
  await sleep(300);
  await stage.control.clearFaults();
  const finished = await untilSent(stage, id);
  await compare(stage, id, result);
  result.kills += kills;
  result.broadcasts += 1;
  result.unfinished += finished ? 0 : 1;
}

/** Composed and scheduled together, so that a restart in between leaves no half. */
async function send(stage: Stage, text: string) {
  return stage.db.transaction(async (tx) => {
    const messages = [{ type: "text", text }];
    const input = { title: text, messages, audience: { kind: "registered" } };
    const broadcast = await composeBroadcast(tx, actor, input, { source: "staff" });
    return scheduleBroadcast(tx, actor, broadcast.id);
  });
}

async function untilSent({ sql, patiently }: Stage, id: string): Promise<boolean> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(50)) {
    const [row] = await patiently(() => sql`select status from broadcasts where id = ${id}`);
    if (row?.status === "sent") return true;
  }
  return false;
}

async function compare({ sql, control, followers }: Stage, id: string, result: Siege): Promise<void> {
  const [said] = await sql`select messages, aggregation_unit as unit from broadcasts where id = ${id}`;
  const rows = await sql<{ recipients: string[] }[]>`select recipients from deliveries where broadcast_id = ${id}`;
  const people = rows.flatMap((row) => row.recipients);
  const found = await control.checkAudience(messageKeyOf(said!.messages, said!.unit ?? undefined), people);
  result.people += people.length;
  result.lost += found.missingCount + (followers - new Set(people).size);
  result.doubled += found.doubledCount + (people.length - new Set(people).size);
  result.strangers += found.extraCount;
  result.keysReused = (await control.ledger({ brief: true })).violationCount;
}
