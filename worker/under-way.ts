/** How many deliveries of each broadcast are claimed and not yet concluded. */
export type UnderWay = { begin: (broadcastId: string) => void; end: (broadcastId: string) => void };

/** @param onQuiet called when nothing of a broadcast is under way any more */
export function createUnderWay(onQuiet: (broadcastId: string) => void): UnderWay {
  const counts = new Map<string, number>();
  return {
    begin: (broadcastId) => void counts.set(broadcastId, (counts.get(broadcastId) ?? 0) + 1),
    end: (broadcastId) => {
      const left = (counts.get(broadcastId) ?? 1) - 1;
      if (left > 0) return void counts.set(broadcastId, left);
      counts.delete(broadcastId);
      onQuiet(broadcastId);
    },
  };
}
