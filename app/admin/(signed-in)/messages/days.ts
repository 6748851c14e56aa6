import { now } from "#lib/clock.ts";

const dayMs = 24 * 3_600_000;
const daysShown = 30;

/** A day that the address names; anything strange is no day. */
export function dayOf(wanted: string | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(wanted ?? "") && !Number.isNaN(Date.parse(wanted!)) ? wanted : undefined;
}

/** That day alone, or the last thirty days of Japan. */
export function periodOf(day: string | undefined): { from: string; to: string } {
  if (day) return { from: day, to: day };
  return { from: inJapan(now().getTime() - (daysShown - 1) * dayMs), to: inJapan(now().getTime()) };
}

function inJapan(time: number): string {
  return new Date(time).toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
}
