import { db } from "#app/db.ts";
import { broadcastStatus } from "#lib/broadcasts/status.ts";
import { answer } from "../../answer.ts";
import { caller } from "../../caller.ts";

export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer(async () => {
    const actor = await caller(request);
    return Response.json(await broadcastStatus(db(), actor, (await params).id));
  });
}
