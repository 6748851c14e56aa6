import { setTimeout as sleep } from "node:timers/promises";
import type { FaultInput } from "#sandbox/control.ts";
import type { Random } from "./random.ts";
import type { Stage, WorkerProcess } from "./stage.ts";

/** Something that goes wrong while a broadcast is on its way. */
export type Mishap = { name: string; strike: (stage: Stage, random: Random) => Promise<void> };

const clockErrorsMs = [0, 0, -10 * 60_000, 10 * 60_000];

/** Dead in the middle of whatever it did; another is started, whose clock may be wrong. */
export const killWorker: Mishap = {
  name: "worker killed",
  strike: async (stage, random) => {
    await stage.dismiss(random.pick([...stage.workers]));
    stage.startWorker(random.pick(clockErrorsMs));
  },
};

const killBoth: Mishap = {
  name: "both workers killed",
  strike: async (stage, random) => {
    await Promise.all([...stage.workers].map((worker) => stage.dismiss(worker)));
    await sleep(random.below(300));
    stage.startWorker();
    stage.startWorker(random.pick(clockErrorsMs));
  },
};

const restartDatabase: Mishap = { name: "PostgreSQL restarted", strike: (stage) => stage.restartPostgres() };

/** Alive, connected and silent for longer than the lock is kept for it. */
const freezeWorker: Mishap = {
  name: "worker frozen",
  strike: async (stage, random) => {
    const worker: WorkerProcess = random.pick([...stage.workers]);
    await worker.kill("SIGSTOP");
    await sleep(2500);
    await worker.kill("SIGCONT");
  },
};

const moveLineClock: Mishap = {
  name: "LINE's clock moved",
  strike: async ({ control }, random) => void (await control.setClock(random.below(3_600_000))),
};

function fault(name: string, input: FaultInput): Mishap {
  return { name, strike: async ({ control }) => void (await control.addFault({ endpoint: "multicast", ...input })) };
}

/** Each fault of the goal; the crash run takes them in turn, so that every one is played. */
export const mishaps: Mishap[] = [
  fault("LINE fails one in ten before accepting", { kind: "500-before", probability: 0.1 }),
  fault("LINE fails one in ten after accepting", { kind: "500-after", probability: 0.1 }),
  restartDatabase,
  fault("LINE hangs", { kind: "hang-after", count: 3, latencyMs: 2000 }),
  fault("LINE cuts the line", { kind: "reset-after", probability: 0.2 }),
  killBoth,
  fault("a storm of 429", { kind: "429-rate", count: 40 }),
  freezeWorker,
  moveLineClock,
  fault("LINE never answers", { kind: "hang-after", count: 2 }),
  fault("LINE cuts the line before taking the request", { kind: "reset-before", probability: 0.2 }),
];
