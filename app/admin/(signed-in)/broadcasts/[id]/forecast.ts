import type { Fresh } from "./progress/fresh.ts";

export type Forecast = { perSecond: number; endsAt: Date };

/** At what pace people are taken care of between two looks, and when it ends at that pace. */
export function forecastOf(earlier: Fresh, latest: Fresh): Forecast | null {
  const seconds = (Date.parse(latest.at) - Date.parse(earlier.at)) / 1000;
  const people = settled(latest) - settled(earlier);
  const left = latest.total - settled(latest);
  if (seconds <= 0 || people <= 0 || left <= 0 || !latest.frozen) return null;
  const perSecond = people / seconds;
  return { perSecond, endsAt: new Date(Date.parse(latest.at) + (left / perSecond) * 1000) };
}

function settled({ progress }: Fresh): number {
  return progress.accepted + progress.rejected + progress.expired;
}
