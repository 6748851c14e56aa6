import { db } from "#app/db.ts";
import { countRule } from "#lib/segments/audience.ts";
import { answer, BadRequest, readJson } from "../../answer.ts";
import { caller } from "../../caller.ts";

const largestBody = 256 * 1024;

/** How many people a rule gives at this moment. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const actor = await caller(request);
    const body = (await readJson(request, largestBody)) as { rule?: unknown } | null;
    if (body?.rule === undefined) throw new BadRequest("rule を指定してください。");
    return Response.json({ count: await countRule(db(), actor, body.rule) });
  });
}
