import { FormattedTime } from "#components/formatted-time.tsx";
import type { BroadcastStatus } from "#db/words.ts";
import type { BroadcastSummary } from "#lib/broadcasts/read.ts";

type Props = { of: Pick<BroadcastSummary, "status" | "startedAt" | "scheduledFor"> };

/** When it was sent, or when it is going to be. */
export function Hour({ of: { status, startedAt, scheduledFor } }: Props) {
  if (startedAt) return <FormattedTime at={startedAt} />;
  if (scheduledFor) return <FormattedTime at={scheduledFor} planned={ahead.includes(status)} />;
  return <>未定</>;
}

const ahead: readonly BroadcastStatus[] = ["draft", "awaiting_approval", "scheduled"];
