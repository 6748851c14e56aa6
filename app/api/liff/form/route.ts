import { db } from "#app/db.ts";
import { getEnv } from "#lib/env.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { shownQuestions } from "#lib/preferences/schema.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { answer } from "../../answer.ts";

export const dynamic = "force-dynamic";

/** What the page needs before it knows who opened it. The same for everybody, so anyone may keep it for a moment. */
export function GET(): Promise<Response> {
  return answer(async () => {
    const [city, form] = await Promise.all([readSetting(db(), "city"), currentForm(db())]);
    const body = {
      liffId: getEnv().liffId,
      city: city.name,
      version: form.version,
      questions: shownQuestions(form.questions),
    };
    return Response.json(body, { headers: { "cache-control": "public, max-age=10, stale-while-revalidate=60" } });
  });
}
