"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { correctBroadcast } from "#lib/broadcasts/correct.ts";
import {
  cancelBroadcast,
  pauseBroadcast,
  reopenBroadcast,
  resumeBroadcast,
  stopBroadcast,
  throttleBroadcast,
} from "#lib/broadcasts/handles.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export async function reopen(id: string): Promise<Answer<void>> {
  return change((actor) => reopenBroadcast(db(), actor, id));
}

export async function cancel(id: string): Promise<Answer<void>> {
  return change((actor) => cancelBroadcast(db(), actor, id));
}

export async function pause(id: string): Promise<Answer<void>> {
  return change((actor) => pauseBroadcast(db(), actor, id, `${actor.name}が一時停止しました。`));
}

export async function resume(id: string): Promise<Answer<void>> {
  return change((actor) => resumeBroadcast(db(), actor, id));
}

export async function stop(id: string): Promise<Answer<void>> {
  return change((actor) => stopBroadcast(db(), actor, id));
}

/** The draft's id. */
export async function correct(id: string): Promise<Answer<string>> {
  return attempt(async (actor) => (await correctBroadcast(db(), actor, id)).id);
}

/** @param rate requests a second; null: as fast as LINE allows */
export async function throttle(id: string, rate: number | null): Promise<Answer<void>> {
  return change((actor) => throttleBroadcast(db(), actor, id, rate));
}

/** Also when it was refused the page is stale: somebody else was faster. */
async function change(act: (actor: Staff) => Promise<unknown>): Promise<Answer<void>> {
  const answer = await attempt(async (actor) => void (await act(actor)));
  refresh();
  return answer;
}
