import { createHash } from "node:crypto";
import { db } from "#app/db.ts";
import { getEnv } from "#lib/env.ts";
import { currentForm, type Form } from "#lib/preferences/form.ts";
import { shownQuestions } from "#lib/preferences/schema.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { answer } from "../../answer.ts";

export const dynamic = "force-dynamic";

/**
 * What the page needs before it knows who opened it; the same for everybody. Whoever keeps it asks each time whether it
 * still holds, so that a form that was published is the next one that anybody sees.
 */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    const [city, form] = await Promise.all([readSetting(db(), "city"), currentForm(db())]);
    const { text, tag } = written(form, city.name);
    const headers = { "cache-control": "public, no-cache", etag: tag };
    if (request.headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers });
    return new Response(text, { headers: { ...headers, "content-type": "application/json" } });
  });
}

let latest: { form: Form; city: string; text: string; tag: string } | undefined;

/** Written once for each version and process: a form of 2,000 choices is work. */
function written(form: Form, city: string): { text: string; tag: string } {
  if (latest?.form === form && latest.city === city) return latest;
  const { version, questions } = form;
  const text = JSON.stringify({ liffId: getEnv().liffId, city, version, questions: shownQuestions(questions) });
  const tag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  latest = { form, city, text, tag };
  return latest;
}
