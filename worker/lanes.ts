import type { Lane } from "#db/words.ts";

const order: Lane[] = ["urgent", "test", "normal"];

/** What is claimed and waits for its turn: urgent before test before normal, each in the order it came. */
export type Waiting<Item> = { put: (item: Item) => void; next: () => Item | undefined; size: () => number };

export function createLanes<Item extends { lane: Lane }>(): Waiting<Item> {
  const queues = new Map(order.map((lane) => [lane, [] as Item[]]));
  return {
    put: (item) => void queues.get(item.lane)!.push(item),
    next: () =>
      order
        .map((lane) => queues.get(lane)!)
        .find((queue) => queue.length > 0)
        ?.shift(),
    size: () => order.reduce((sum, lane) => sum + queues.get(lane)!.length, 0),
  };
}
