import { dayInJapan } from "./clock.ts";

export type Quota = { type: "none" } | { type: "limited"; value: number };

/** Messages that reached somebody, per kind and day in Japan: what LINE counts and charges. */
export type Usage = Map<string, number>;

export function countUsage(usage: Usage, kind: string, at: number, reached: number) {
  const key = `${kind} ${dayInJapan(at)}`;
  usage.set(key, (usage.get(key) ?? 0) + reached);
}

/** Of this month, replies left out: they are free. */
export function monthlyUsage(usage: Usage, at: number) {
  const month = dayInJapan(at).slice(0, 6);
  let total = 0;
  for (const [key, count] of usage)
    if (!key.startsWith("reply") && key.split(" ")[1]?.startsWith(month)) total += count;
  return total;
}

export function exceedsQuota(quota: Quota, usage: Usage, at: number, reached: number) {
  return quota.type === "limited" && monthlyUsage(usage, at) + reached > quota.value;
}

const firstCountedDay = "20180331";

/** LINE's answer about one day: it is known from the next day on. */
export function usageOn(usage: Usage, kind: string, day: string, at: number) {
  if (day < firstCountedDay) return { status: "out_of_service" };
  if (day >= dayInJapan(at)) return { status: "unready" };
  return { status: "ready", success: usage.get(`${kind} ${day}`) ?? 0 };
}
