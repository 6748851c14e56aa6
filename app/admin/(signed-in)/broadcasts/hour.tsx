import { FormattedTime } from "#components/formatted-time.tsx";
import type { BroadcastSummary } from "#lib/broadcasts/read.ts";

type Props = { of: Pick<BroadcastSummary, "status" | "startedAt" | "scheduledFor"> };

/** When it was sent, or when it is going to be. */
export function Hour({ of: { status, startedAt, scheduledFor } }: Props) {
  if (startedAt) return <FormattedTime at={startedAt} />;
  if (scheduledFor) return <FormattedTime at={scheduledFor} planned={status === "scheduled" || status === "draft"} />;
  return <>未定</>;
}
