import { db } from "#app/db.ts";
import { broadcastStatuses } from "#db/words.ts";
import { exportBroadcasts } from "#lib/broadcasts/export.ts";
import { answerCsv } from "../../../csv-answer.ts";
import { orderOf } from "../order.ts";

export async function GET(request: Request): Promise<Response> {
  const wanted = new URL(request.url).searchParams;
  const status = broadcastStatuses.find((known) => known === wanted.get("status"));
  const order = orderOf(wanted.get("sort") ?? undefined);
  return answerCsv("broadcasts", (staff) => exportBroadcasts(db(), staff, { status, order }));
}
