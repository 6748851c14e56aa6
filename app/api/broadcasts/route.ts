import { db } from "#app/db.ts";
import { sendThroughApi } from "#lib/broadcasts/send-through-api.ts";
import { answer, readJson } from "../answer.ts";
import { caller } from "../caller.ts";

const largestBody = 2 * 1024 * 1024;

/** Another city system sends: the same Idempotency-Key and body get the first answer again. 202: a second person decides. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const actor = await caller(request);
    const body = await readJson(request, largestBody);
    const key = request.headers.get("idempotency-key");
    const sent = await sendThroughApi(db(), actor, body, key);
    return Response.json(sent, { status: sent.status === "awaiting_approval" ? 202 : 201 });
  });
}
