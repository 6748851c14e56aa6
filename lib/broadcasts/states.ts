import type { BroadcastStatus } from "#db/words.ts";

/** Every move a broadcast can make. What is not listed is refused. */
const moves: Record<BroadcastStatus, readonly BroadcastStatus[]> = {
  draft: ["awaiting_approval", "scheduled", "canceled"],
  awaiting_approval: ["scheduled", "draft", "canceled"],
  scheduled: ["draft", "sending", "canceled"],
  sending: ["paused", "sent", "stopped"],
  paused: ["sending", "stopped"],
  /** Only to send once more what expired (lib/deliveries/expired.ts). */
  sent: ["sending"],
  canceled: [],
  stopped: [],
};

/** The states from which `to` can be reached. */
export function statesBefore(to: BroadcastStatus): BroadcastStatus[] {
  return (Object.keys(moves) as BroadcastStatus[]).filter((from) => moves[from].includes(to));
}

export function canMove(from: BroadcastStatus, to: BroadcastStatus): boolean {
  return moves[from].includes(to);
}

export function isFinal(status: BroadcastStatus): boolean {
  return moves[status].length === 0;
}
