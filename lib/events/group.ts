/** Things handed in by many callers and written together; each caller hears only of its own. */
export type Group<Item> = { add: (item: Item) => Promise<void> };

type Waiting<Item> = { item: Item; done: () => void; failed: (error: unknown) => void };

type Limits<Item> = {
  /** How long the first one waits for company. */
  lingerMs: number;
  /** So much weight is written at once, and at least one thing. */
  weightAtMost: number;
  weigh: (item: Item) => number;
};

/** A second writer goes on while the first one waits for the database. */
const writers = 2;

/**
 * Gathers what comes within a few milliseconds and writes it in one go: a commit costs the same for one and for fifty.
 * When a group fails, each of it is tried alone, so that nobody suffers for a neighbour; `write` must bear that.
 */
export function createGroup<Item>(write: (items: Item[]) => Promise<void>, limits: Limits<Item>): Group<Item> {
  const waiting: Waiting<Item>[] = [];
  let writing = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    add: (item) =>
      new Promise((done, failed) => {
        waiting.push({ item, done, failed });
        plan();
      }),
  };

  function plan(): void {
    if (timer || writing >= writers || waiting.length === 0) return;
    timer = setTimeout(() => void begin(), limits.lingerMs);
  }

  async function begin(): Promise<void> {
    timer = undefined;
    writing += 1;
    const together = take();
    plan();
    await settle(together);
    writing -= 1;
    plan();
  }

  function take(): Waiting<Item>[] {
    let [count, weight] = [0, 0];
    while (count < waiting.length) {
      weight += limits.weigh(waiting[count]!.item);
      if (count > 0 && weight > limits.weightAtMost) break;
      count += 1;
    }
    return waiting.splice(0, count);
  }

  async function settle(together: Waiting<Item>[]): Promise<void> {
    try {
      await write(together.map(({ item }) => item));
      for (const { done } of together) done();
    } catch (error) {
      if (together.length === 1) together[0]!.failed(error);
      else await Promise.all(together.map((one) => settle([one])));
    }
  }
}
