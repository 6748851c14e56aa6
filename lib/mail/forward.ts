import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import type { Lane } from "#db/words.ts";
import type { Actor } from "../actor.ts";
import { composeBroadcast } from "../broadcasts/compose.ts";
import { scheduleBroadcast } from "../broadcasts/schedule.ts";
import type { Message } from "../messages/schema.ts";
import type { Audience } from "../segments/schema.ts";
import { drillMark } from "./drill.ts";

export type Outgoing = {
  subject: string;
  messages?: Message[];
  audience?: Audience;
  lane: Lane | null;
  sourceName?: string;
  drill: boolean;
};

/** The same verbs that staff use; the mail row is told which broadcast it became. */
export async function forwardMail(tx: Db, by: Actor, mailId: string, outgoing: Outgoing): Promise<void> {
  const { messages, audience, sourceName } = outgoing;
  const composed = { title: titleOf(outgoing), messages, audience, lane: outgoing.lane ?? "normal" };
  const broadcast = await composeBroadcast(tx, by, composed, { source: "mail", sourceName });
  await scheduleBroadcast(tx, by, broadcast.id);
  await tx.update(mails).set({ broadcastId: broadcast.id }).where(eq(mails.id, mailId));
}

const longestTitle = 100;

function titleOf({ subject, drill }: Outgoing): string {
  return [...`${drill ? drillMark : ""}${subject || "（件名なし）"}`].slice(0, longestTitle).join("");
}
