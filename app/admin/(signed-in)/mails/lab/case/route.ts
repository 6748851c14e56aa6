import { answer } from "#app/api/answer.ts";
import { db } from "#app/db.ts";
import { saveCase } from "#lib/mail-rules/cases.ts";
import { attempt } from "../../../../attempt.ts";
import { readAsked } from "../asked.ts";

/** Keeps a mail of the lab, with what becomes of it, to be looked at whenever the rules change. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const { source, change, name } = await readAsked(request);
    return Response.json(await attempt((actor) => saveCase(db(), actor, source, { name }, change)));
  });
}
