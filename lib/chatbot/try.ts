import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { signAsLine } from "../line/signature.ts";
import { allDestinations } from "./destinations.ts";
import { answerWithinMs } from "./late.ts";
import { isWell } from "./outcome.ts";
import { postCall } from "./post.ts";

export type Trial = { isWell: boolean; status: number | null; reason: string | null; tookMs: number };

/** No events, as LINE's own "Verify" button sends: a chatbot answers 200 and does nothing. */
const nothing = Buffer.from(JSON.stringify({ destination: `U${"0".repeat(32)}`, events: [] }));

/** Whether a chatbot takes what is signed with our channel's secret, asked now. */
export async function tryChatbot(db: Db, actor: Actor, name: string): Promise<Trial> {
  must(actor, "settings", "edit");
  const destination = (await allDestinations(db)).find((one) => one.name === name);
  if (!destination) throw new NotFound("この転送先はありません。ページを開き直してください。");
  const letter = { raw: nothing, signature: signAsLine(nothing), contentType: "application/json; charset=utf-8" };
  const answer = await postCall(destination, letter, answerWithinMs);
  const status = answer.kind === "status" ? answer.status : null;
  const reason = answer.kind === "status" ? null : answer.reason;
  await record(db, actor, "chatbot.try", "chatbot", { name, status, reason, tookMs: answer.tookMs });
  return { isWell: isWell(answer), status, reason, tookMs: answer.tookMs };
}
