import { db } from "#app/db.ts";
import { csvOf } from "#lib/csv.ts";
import { tapCounts } from "#lib/events/tap-counts.ts";
import { answerCsv } from "../../../csv-answer.ts";
import { dayOf, periodOf } from "../days.ts";

export async function GET(request: Request): Promise<Response> {
  const period = periodOf(dayOf(new URL(request.url).searchParams.get("day") ?? undefined));
  return answerCsv("taps", async (staff) => {
    const taps = await tapCounts(db(), staff, period);
    const rows = taps.map(({ name, count }) => [period.from, period.to, name, count]);
    return csvOf(["開始日", "終了日", "ボタン・メニュー", "回数"], rows);
  });
}
