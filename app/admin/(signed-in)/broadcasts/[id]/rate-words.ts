/** LINE takes so many people per request. */
const peoplePerRequest = 500;
const hourly = [10_000, 50_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];

/** No limit of its own: as fast as LINE allows. */
export const unlimited = "unlimited";

export function rateOf(choice: string): number | null {
  return choice === unlimited ? null : Number(choice) / peoplePerRequest / 3600;
}

/** What can be chosen; a rate that was set elsewhere stays among them. */
export function rateOptions(rate: number | null, limit: number) {
  const shown = new Set([
    ...hourly.filter((people) => people < perHour(limit)),
    ...(rate === null ? [] : [perHour(rate)]),
  ]);
  return [
    { value: unlimited, label: `LINEの上限（1秒に約${(limit * peoplePerRequest).toLocaleString("ja-JP")}人）` },
    ...[...shown]
      .sort((a, b) => b - a)
      .map((people) => ({ value: String(people), label: `1時間に${people.toLocaleString("ja-JP")}人` })),
  ];
}

export function choiceOf(rate: number | null): string {
  return rate === null ? unlimited : String(perHour(rate));
}

/** 「約2時間30分」 for so many people at this rate; null where there is nothing left to send. */
export function timeFor(left: number, rate: number): string | null {
  if (left <= 0) return null;
  const minutes = Math.ceil(left / peoplePerRequest / rate / 60);
  if (minutes <= 1) return "1分以内";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `約${hours > 0 ? `${hours.toLocaleString("ja-JP")}時間` : ""}${rest > 0 ? `${rest}分` : ""}`;
}

function perHour(rate: number): number {
  return Math.round(rate * peoplePerRequest * 3600);
}
