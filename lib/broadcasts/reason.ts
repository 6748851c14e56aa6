/** Puts why it came, and the way to the form, at the end of what is said. Pure. */

type Said = { type: string; text?: string; quickReply?: unknown };

const longestText = 5000;
const mostMessages = 5;

/**
 * Within LINE's limits: at the end of the last text, else as a message of its own, else at the end of an earlier text.
 * Null when there is no room anywhere.
 */
export function withReason(messages: readonly unknown[], reason: string): unknown[] | null {
  const said = messages as Said[];
  const addition = `\n\n${line}\n${reason}`;
  const last = said.at(-1);
  if (last && hasRoom(last, addition)) return replaced(said, said.length - 1, addition);
  if (said.length < mostMessages) return alone(said, reason);
  const earlier = said.findLastIndex((one) => hasRoom(one, addition));
  return earlier < 0 ? null : replaced(said, earlier, addition);
}

const line = "――――――";

/** Counted as LINE does, in UTF-16 units. */
function hasRoom({ type, text }: Said, addition: string): boolean {
  return type === "text" && text !== undefined && text.length + addition.length <= longestText;
}

function replaced(said: Said[], at: number, addition: string): Said[] {
  return said.map((one, index) => (index === at ? { ...one, text: `${one.text}${addition}` } : one));
}

/** Quick replies show under the last message only, so they move along. */
function alone(said: Said[], reason: string): Said[] {
  const { quickReply, ...last } = said.at(-1) ?? { type: "text" };
  const added: Said = { type: "text", text: reason, ...(quickReply !== undefined && { quickReply }) };
  return [...said.slice(0, -1), last, added];
}
