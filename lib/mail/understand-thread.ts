import { parentPort } from "node:worker_threads";
import type { Rulebook, Told } from "./decide.ts";
import { understandHere } from "./understand.ts";

type Question = { raw: Uint8Array; told: Told; book: Rulebook };

/** The thread in which large mails are read. */
parentPort!.on("message", async ({ raw, told, book }: Question) => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  parentPort!.postMessage(await understandHere(bytes, told, book));
});
