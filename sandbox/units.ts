import { dayInJapan } from "./clock.ts";

type UnitDay = { reached: number; bubbles: number; urls: Set<string> };

/** Aggregation units by name, with what was sent under each on each day in Japan. */
export type Units = Map<string, Map<string, UnitDay>>;

const namesPerMonth = 1000;
const privacyThreshold = 20;

/** The names used in the month of `at`, in order of first use. */
export function unitsOfMonth(units: Units, at: number) {
  const month = dayInJapan(at).slice(0, 6);
  return [...units].filter(([, days]) => [...days.keys()].some((day) => day.startsWith(month))).map(([name]) => name);
}

/** Counts a sending under its unit; the month's 1,001st name is dropped without a word, as LINE does. */
export function countUnit(units: Units, name: string, at: number, sent: { reached: number; messages: unknown[] }) {
  const names = unitsOfMonth(units, at);
  if (!names.includes(name) && names.length >= namesPerMonth) return;
  const days = units.get(name) ?? new Map<string, UnitDay>();
  const day = days.get(dayInJapan(at)) ?? { reached: 0, bubbles: 0, urls: new Set<string>() };
  day.reached += sent.reached;
  day.bubbles = Math.max(day.bubbles, sent.messages.length);
  for (const url of urlsIn(sent.messages)) day.urls.add(url);
  units.set(name, days.set(dayInJapan(at), day));
}

/** Invented but steady statistics: 60 % see a message, 12 % tap it; anything below 20 people is null. */
export function unitStatistics(units: Units, name: string, from: string, to: string) {
  const days = [...(units.get(name) ?? [])].filter(([day]) => day >= from && day <= to).map(([, counts]) => counts);
  const reached = days.reduce((sum, day) => sum + day.reached, 0);
  const bubbles = Math.max(0, ...days.map((day) => day.bubbles));
  const urls = [...new Set(days.flatMap((day) => [...day.urls]))];
  return {
    overview: { uniqueImpression: shown(reached * 0.6), uniqueClick: shown(reached * 0.12), ...noMedia },
    messages: Array.from({ length: bubbles }, (_, at) => bubbleStatistics(at + 1, reached)),
    clicks: urls.map((url) => clickStatistics(url, reached / urls.length)),
  };
}

const noMedia = { uniqueMediaPlayed: null, uniqueMediaPlayed100Percent: null };

function bubbleStatistics(seq: number, reached: number) {
  return {
    seq,
    impression: shown(reached * 0.66),
    uniqueImpression: shown(reached * 0.6),
    mediaPlayed: null,
    ...noMedia,
  };
}

function clickStatistics(url: string, reached: number) {
  const uniqueClick = shown(reached * 0.12);
  return { seq: 1, url, click: shown(reached * 0.15), uniqueClick, uniqueClickOfRequest: uniqueClick };
}

function shown(value: number) {
  return value < privacyThreshold ? null : Math.floor(value);
}

function urlsIn(messages: unknown[]) {
  return JSON.stringify(messages).match(/https?:\/\/[^\s"\\]+/g) ?? [];
}
