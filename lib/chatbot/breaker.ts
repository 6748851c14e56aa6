export type Breaker = {
  /** How many may be posted now. */
  room: (inFlight: number) => number;
  succeeded: () => "closed" | undefined;
  failed: () => "opened" | undefined;
};

const inFlightAtMost = 100;
const failuresToOpen = 5;
const openForMs = 5000;

/**
 * Stops asking a chatbot that failed several times in a row. After some seconds one call tries whether it is back; that
 * closes the breaker, or keeps it open for as long again.
 */
export function createBreaker(clock: () => number = () => performance.now()): Breaker {
  let failures = 0;
  let openedAt: number | undefined;
  return {
    room: (inFlight) => {
      if (openedAt === undefined) return Math.max(0, inFlightAtMost - inFlight);
      return clock() - openedAt >= openForMs && inFlight === 0 ? 1 : 0;
    },
    succeeded: () => {
      failures = 0;
      if (openedAt === undefined) return undefined;
      openedAt = undefined;
      return "closed";
    },
    failed: () => {
      failures += 1;
      if (failures < failuresToOpen) return undefined;
      const isNew = openedAt === undefined;
      openedAt = clock();
      return isNew ? "opened" : undefined;
    },
  };
}
