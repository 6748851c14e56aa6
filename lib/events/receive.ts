import { randomUUID } from "node:crypto";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { seal } from "../sealing.ts";
import { eventRow } from "./event-row.ts";
import { createGroup, type Group } from "./group.ts";
import { readCall } from "./read-call.ts";
import { type Call, storeCalls } from "./store.ts";

const limits = { lingerMs: 4, weightAtMost: 1024 * 1024, weigh: ({ raw }: Call) => raw.length + perCall };
/** What a call weighs besides its bytes: some two hundred small ones are written together. */
const perCall = 4 * 1024;

const groups = new WeakMap<Db, Group<Call>>();

/**
 * Keeps a call of LINE: its bytes, its events, the job that handles them and what is to be handed to chatbots. Done
 * when all of it is committed, together with the calls that came at the same moment.
 * @param db the process's pool, not a transaction: other callers' calls are written with this one
 */
export async function receiveWebhook(db: Db, raw: Buffer, signature: string, contentType = usual): Promise<void> {
  await groupOf(db).add(callOf(raw, signature, contentType));
}

const usual = "application/json; charset=utf-8";

function groupOf(db: Db): Group<Call> {
  const group = groups.get(db) ?? createGroup((calls: Call[]) => storeCalls(db, calls), limits);
  groups.set(db, group);
  return group;
}

function callOf(raw: Buffer, signature: string, contentType: string): Call {
  const id = randomUUID();
  const told = readCall(raw);
  const rows = told.map((event, index) => eventRow(id, event, index));
  return { id, receivedAt: now(), signature, contentType, raw: seal("webhook", raw), told, rows };
}
