import type { Lane } from "#db/words.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

const order: Lane[] = ["urgent", "test", "normal"];

export type Queued = { lane: Lane; broadcastId: string; rate: number | null };

/** What is claimed and waits for its turn. */
export type Waiting<Item> = {
  put: (item: Item) => void;
  /** Urgent before test before normal, each in the order it came; a throttled broadcast only at its own rate. */
  next: () => Item | undefined;
  /** How many ms until `next` has something; Infinity when nothing waits. */
  readyIn: () => number;
  hasUrgent: () => boolean;
  /** How many wait that no rate of their own holds back. */
  size: () => number;
  /** Throttled broadcasts that have something here already: no need to claim more of them. */
  throttled: () => string[];
  /** Each broadcast that waits, with the rate it waits for. */
  broadcasts: () => Pick<Queued, "broadcastId" | "rate">[];
  /** Takes out what belongs to these broadcasts. */
  drop: (broadcastIds: string[]) => Item[];
};

export function createLanes<Item extends Queued>(clock?: () => number): Waiting<Item> {
  const free = new Map(order.map((lane) => [lane, [] as Item[]]));
  const slow = new Map<string, Throttle<Item>>();
  return {
    put: (item) => void (item.rate === null ? free.get(item.lane)! : throttleOf(item).items).push(item),
    next: () => {
      for (const lane of order) {
        const throttle = inLane(lane).find(({ bucket }) => bucket.take() === 0);
        const item = (throttle?.items ?? free.get(lane)!).shift();
        if (item) return item;
      }
      return undefined;
    },
    readyIn: () => {
      if (order.some((lane) => free.get(lane)!.length > 0)) return 0;
      return Math.min(...order.flatMap(inLane).map(({ bucket }) => bucket.wait()));
    },
    hasUrgent: () => free.get("urgent")!.length > 0 || inLane("urgent").length > 0,
    size: () => order.reduce((sum, lane) => sum + free.get(lane)!.length, 0),
    throttled: () => [...slow].filter(([, { items }]) => items.length > 0).map(([id]) => id),
    broadcasts: () => [...new Map(all().map(({ broadcastId, rate }) => [broadcastId, { broadcastId, rate }])).values()],
    drop: (broadcastIds) => {
      const dropped = all().filter((item) => broadcastIds.includes(item.broadcastId));
      for (const [lane, items] of free) free.set(lane, without(items, broadcastIds));
      for (const id of broadcastIds) slow.delete(id);
      return dropped;
    },
  };

  function all(): Item[] {
    return [...[...free.values()].flat(), ...[...slow.values()].flatMap(({ items }) => items)];
  }

  function inLane(lane: Lane): Throttle<Item>[] {
    return [...slow.values()].filter(({ items }) => items[0]?.lane === lane);
  }

  function throttleOf({ broadcastId, rate }: Item): Throttle<Item> {
    const known = slow.get(broadcastId);
    const throttle = known?.rate === rate ? known : { rate: rate!, bucket: createTokenBucket(rate!, clock), items: [] };
    if (known && known !== throttle) throttle.items.push(...known.items);
    slow.set(broadcastId, throttle);
    return throttle;
  }
}

type Throttle<Item> = { rate: number; bucket: TokenBucket; items: Item[] };

function without<Item extends Queued>(items: Item[], broadcastIds: string[]): Item[] {
  return items.filter((item) => !broadcastIds.includes(item.broadcastId));
}
