import type { Broadcast } from "../broadcasts/compose.ts";

/** What all requests of a broadcast have in common, as JSON: after the recipients, and for everyone. */
export type Content = { afterRecipients: string; forEveryone: string };

export function contentOf({
  lane,
  messages,
  aggregationUnit,
}: Pick<Broadcast, "lane" | "messages" | "aggregationUnit">): Content {
  const said = lane === "test" ? markAsTest(messages) : messages;
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
const longestText = 5000;
const mostMessages = 5;

/** A trial is told apart at a glance on the phone itself. */
function markAsTest(messages: unknown[]): unknown[] {
  const [first, ...others] = messages as { type: string; text?: string }[];
  const marked = `${testMark}\n${first?.text ?? ""}`;
  if (first?.type === "text" && marked.length <= longestText) return [{ ...first, text: marked }, ...others];
  return [{ type: "text", text: testMark }, ...messages].slice(0, mostMessages);
}
