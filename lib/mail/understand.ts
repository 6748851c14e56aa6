import { Worker } from "node:worker_threads";
import { type Decision, decide, type Rulebook, type Told } from "./decide.ts";
import { contentHashOf } from "./identity.ts";
import { nobodyCanRead, type ReadMail, readMail, smallMail } from "./read.ts";

/** What a mail says, what the rules make of it, and its content as one hash. */
export type Understood = { read: ReadMail; decision: Decision; contentHash: string };

/**
 * Reads a mail and decides. A large one is read in a thread of its own, so that nothing the sender wrote, and no pattern
 * in our rules, holds up the mails and deliveries beside it.
 */
export async function understand(raw: Buffer, told: Told, book: Rulebook): Promise<Understood> {
  return raw.length <= smallMail ? understandHere(raw, told, book) : inThread(raw, told, book);
}

export async function understandHere(raw: Buffer, told: Told, book: Rulebook): Promise<Understood> {
  const read = await readMail(raw);
  return conclude(read, told, book);
}

function conclude(read: ReadMail, told: Told, book: Rulebook): Understood {
  return { read, decision: decide(read, told, book), contentHash: contentHashOf(read) };
}

const patienceMs = 20_000;
const limits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

let thread: Worker | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** One at a time: the others wait, and so do not share the processor with what is small. */
function inThread(raw: Buffer, told: Told, book: Rulebook): Promise<Understood> {
  const mine = turn.then(() => ask(raw, told, book));
  turn = mine.catch(() => {});
  return mine;
}

async function ask(raw: Buffer, told: Told, book: Rulebook): Promise<Understood> {
  thread ??= new Worker(new URL("./understand-thread.ts", import.meta.url), { resourceLimits: limits });
  const asked = thread;
  asked.ref();
  try {
    return await answerOf(asked, { raw, told, book });
  } catch {
    thread = undefined;
    await asked.terminate();
    return conclude(nobodyCanRead("読み取りに時間かメモリーがかかりすぎるメールです。"), told, book);
  } finally {
    asked.unref();
  }
}

function answerOf(asked: Worker, question: object): Promise<Understood> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new Error("no answer"))), patienceMs);
    const answered = (answer: Understood) => settle(() => resolve(answer));
    const failed = () => settle(() => reject(new Error("the thread died")));
    const settle = (then: () => void) => {
      clearTimeout(timer);
      asked.off("message", answered).off("error", failed).off("exit", failed);
      then();
    };
    asked.on("message", answered).on("error", failed).on("exit", failed);
    asked.postMessage(question);
  });
}
