import type { Sorting } from "#components/table.tsx";
import { type BroadcastOrder, broadcastOrders } from "#lib/broadcasts/read.ts";

export type Wanted = { status?: string; sort?: string };

/** `title` or `-title` in the address; anything strange is the usual order. */
export function orderOf(sort: string | undefined): BroadcastOrder | undefined {
  const by = broadcastOrders.find((known) => known === sort?.replace(/^-/, ""));
  return by && { by, direction: sort!.startsWith("-") ? "descending" : "ascending" };
}

/** A head that is pressed again turns its order round. */
export function sortingBy(by: BroadcastOrder["by"], { status, sort }: Wanted): Sorting {
  const order = orderOf(sort);
  const direction = order?.by === by ? order.direction : "none";
  const next = direction === "ascending" ? `-${by}` : by;
  const query = new URLSearchParams({ ...(status ? { status } : {}), sort: next });
  return { href: `/admin/broadcasts?${query}`, direction };
}
