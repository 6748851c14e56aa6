import type { BroadcastSummary } from "#lib/broadcasts/read.ts";

type Origin = Pick<BroadcastSummary, "source" | "createdBy">;

/** Who or what made it: a member of staff, a mail, another system of the city. */
export function sourceWords({ source, createdBy }: Origin): string {
  if (source === "mail") return "受信メール";
  if (source === "api") return `API（${createdBy}）`;
  return createdBy;
}
