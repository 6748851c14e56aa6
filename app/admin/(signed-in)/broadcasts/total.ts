import type { BroadcastSummary } from "#lib/broadcasts/read.ts";

/** Everyone the broadcast is for, as far as it is known: while the audience is being frozen it still grows. */
export function totalOf({ progress, audienceCount }: Pick<BroadcastSummary, "progress" | "audienceCount">): number {
  const { accepted, rejected, pending, expired } = progress;
  return Math.max(audienceCount ?? 0, accepted + rejected + pending + expired);
}
