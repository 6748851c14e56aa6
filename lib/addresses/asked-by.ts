import { AsyncLocalStorage } from "node:async_hooks";
import type { Actor } from "../actor.ts";

/** What is known of who asks, while a request is answered. */
export type AskedBy = { kind?: Actor["kind"]; id?: string };

/** The front and Next load this file apart from each other; the process has one place for it. */
const holder = globalThis as { kairanAskedBy?: AsyncLocalStorage<AskedBy> };
holder.kairanAskedBy ??= new AsyncLocalStorage<AskedBy>();
const askedBy = holder.kairanAskedBy;

export function whileAsking<Result>(asked: AskedBy, act: () => Result): Result {
  return askedBy.run(asked, act);
}

/** Called at a door once it knows who asks. Of residents only that they are one. */
export function noteActor(actor: Actor): void {
  const asked = askedBy.getStore();
  if (!asked) return;
  asked.kind = actor.kind;
  if ("id" in actor) asked.id = actor.id;
}
