/** Something to wait for: rings that come before the wait are not lost. */
export type Bell = {
  ring: () => void;
  /** Resolves at the next ring, or after `ms` at the latest. */
  rung: (ms: number) => Promise<void>;
};

export function createBell(): Bell {
  let rang = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rang = true;
      wake?.();
    },
    rung: async (ms) => {
      if (!rang) await new Promise<void>((resolve) => waitUpTo(ms, resolve));
      rang = false;
    },
  };

  function waitUpTo(ms: number, resolve: () => void): void {
    const timer = setTimeout(done, ms);
    wake = done;
    function done() {
      clearTimeout(timer);
      wake = undefined;
      resolve();
    }
  }
}
