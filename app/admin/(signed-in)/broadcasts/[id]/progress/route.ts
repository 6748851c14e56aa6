import { db } from "#app/db.ts";
import { currentActor } from "#app/session.ts";
import { broadcastDetail } from "#lib/broadcasts/read.ts";
import { Forbidden, NotFound } from "#lib/errors.ts";
import { freshOf } from "./fresh.ts";

type Context = { params: Promise<{ id: string }> };

/** For the page that watches a running broadcast. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const staff = await currentActor();
  if (!staff) return new Response(null, { status: 401 });
  try {
    return Response.json(freshOf(await broadcastDetail(db(), staff, (await params).id)));
  } catch (error) {
    if (error instanceof Forbidden) return new Response(null, { status: 403 });
    if (error instanceof NotFound) return new Response(null, { status: 404 });
    throw error;
  }
}
