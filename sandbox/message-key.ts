import { hash } from "node:crypto";

/** Names what was said: the same messages under the same aggregation unit have the same key, however often they go out. */
export function messageKeyOf(messages: unknown, unit?: string) {
  return hash("sha1", canonicalJson({ messages, unit: unit ?? null }));
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(",")}}`;
}
