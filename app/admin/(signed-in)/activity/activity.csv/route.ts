import { Readable } from "node:stream";
import { db } from "#app/db.ts";
import { currentActor } from "#app/session.ts";
import { exportActivities } from "#lib/activity/export.ts";
import { Forbidden } from "#lib/errors.ts";
import { filterOf } from "../filter.ts";

/** As long as the log is, it leaves a page of rows at a time. */
export async function GET(request: Request): Promise<Response> {
  const staff = await currentActor();
  if (!staff) return new Response(null, { status: 401 });
  try {
    const { searchParams } = new URL(request.url);
    const rows = await exportActivities(db(), staff, filterOf(Object.fromEntries(searchParams)));
    return new Response(Readable.toWeb(Readable.from(encoded(rows))) as ReadableStream, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="activity.csv"',
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof Forbidden) return new Response(error.message, { status: 403 });
    throw error;
  }
}

async function* encoded(rows: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const row of rows) yield encoder.encode(row);
}
