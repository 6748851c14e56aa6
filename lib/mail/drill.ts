import type { Lane } from "#db/words.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { type TextMessage, textMessages } from "./messages.ts";

export const drillMark = "【訓練】";

/** What is said in a drill: marked in every message, to the test recipients, whatever the rule says. */
export function asDrill(text: string): { messages?: TextMessage[]; audience: Audience; lane: Lane } {
  return { messages: textMessages(text, `${drillMark}\n`) ?? undefined, audience: { kind: "test" }, lane: "test" };
}
