import { answer } from "#app/api/answer.ts";
import { db } from "#app/db.ts";
import { tryMail } from "#lib/mail-rules/lab.ts";
import { attempt } from "../../../../attempt.ts";
import { readAsked } from "../asked.ts";

/** Up to 10 MiB, for which a server action has no room. Writes and sends nothing. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const { source, change } = await readAsked(request);
    return Response.json(await attempt((actor) => tryMail(db(), actor, source, change)));
  });
}
