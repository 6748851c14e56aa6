import { db } from "#app/db.ts";
import { cancelBroadcast } from "#lib/broadcasts/handles.ts";
import { broadcastStatus } from "#lib/broadcasts/status.ts";
import { answer } from "../../../answer.ts";
import { caller } from "../../../caller.ts";

export function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer(async () => {
    const actor = await caller(request);
    const { id } = await params;
    await cancelBroadcast(db(), actor, id);
    return Response.json(await broadcastStatus(db(), actor, id));
  });
}
