import { db } from "#app/db.ts";
import { readiness } from "#lib/readiness/readiness.ts";

export const dynamic = "force-dynamic";

/** 200 when this process can serve. The sender's state is only reported: another node may lead. */
export async function GET(): Promise<Response> {
  const state = await readiness(db());
  return Response.json(state, { status: state.ready ? 200 : 503 });
}
