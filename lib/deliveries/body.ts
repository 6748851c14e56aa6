import type { Broadcast } from "../broadcasts/compose.ts";

/** What all requests of a broadcast have in common, as JSON: after the recipients, and for everyone. */
export type Content = { afterRecipients: string; forEveryone: string };

export function contentOf({
  lane,
  drill,
  messages: composed,
  outgoing,
  aggregationUnit,
}: Pick<Broadcast, "lane" | "drill" | "messages" | "outgoing" | "aggregationUnit">): Content {
  const messages = outgoing ?? composed;
  const mark = drill ? drillMark : lane === "test" ? testMark : null;
  const said = mark ? marked(messages, mark) : messages;
  const units = aggregationUnit ? { customAggregationUnits: [aggregationUnit] } : {};
  return {
    afterRecipients: JSON.stringify({ messages: said, ...units }).slice(1),
    forEveryone: JSON.stringify({ messages: said }),
  };
}

/** The bytes of a request. They depend on nothing but what is stored, so every repetition has the same. */
export function bodyOf(content: Content, call: "multicast" | "broadcast", to: string | null): string {
  return call === "broadcast" ? content.forEveryone : `{"to":${to},${content.afterRecipients}`;
}

const testMark = "【テスト】";
const drillMark = "【訓練】";
const longestText = 5000;
const mostMessages = 5;

/** A trial or a drill is told apart at a glance on the phone itself. */
function marked(messages: unknown[], mark: string): unknown[] {
  const [first, ...others] = messages as { type: string; text?: string }[];
  if (first?.text?.startsWith(mark)) return messages;
  const text = `${mark}\n${first?.text ?? ""}`;
  if (first?.type === "text" && text.length <= longestText) return [{ ...first, text }, ...others];
  return [{ type: "text", text: mark }, ...messages].slice(0, mostMessages);
}
