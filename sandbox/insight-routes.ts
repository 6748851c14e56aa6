import { badParameter, isDay } from "./account-routes.ts";
import { type LineRequest, ok } from "./exchange.ts";
import type { Platform } from "./platform.ts";
import { perHour } from "./rates.ts";
import type { Route } from "./routes.ts";
import { unitStatistics } from "./units.ts";

export const insightRoutes: Route[] = [
  {
    ...{ method: "GET", auth: true, rate: perHour(60), name: "insight-aggregation" },
    path: "/v2/bot/insight/message/event/aggregation",
    handle: aggregation,
  },
];

const longestPeriodDays = 30;

function aggregation({ units }: Platform, { query }: LineRequest) {
  const [unit = "", from = "", to = ""] = ["customAggregationUnit", "from", "to"].map((name) => query.get(name) ?? "");
  if (!/^[a-zA-Z0-9_]{1,30}$/.test(unit)) return badParameter("customAggregationUnit", "Invalid unit name");
  if (!isDay(from)) return badParameter("from", "Must be yyyyMMdd");
  if (!isDay(to) || to < from || daysBetween(from, to) > longestPeriodDays)
    return badParameter("to", "Must be within 30 days of from");
  return ok(unitStatistics(units, unit, from, to));
}

function daysBetween(from: string, to: string) {
  const [start = 0, end = 0] = [from, to].map((day) => Date.UTC(+day.slice(0, 4), +day.slice(4, 6) - 1, +day.slice(6)));
  return (end - start) / 86_400_000;
}
