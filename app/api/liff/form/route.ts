import { db } from "#app/db.ts";
import { publicForm } from "#lib/preferences/public-form.ts";
import { answer } from "../../answer.ts";

export const dynamic = "force-dynamic";

/**
 * What the page needs before it knows who opened it; the same for everybody. Whoever keeps it asks each time whether it
 * still holds, so that a form that was published is the next one that anybody sees.
 */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    const { text, gzipped, tag } = await publicForm(db());
    const headers = { "cache-control": "public, no-cache", etag: tag, vary: "accept-encoding" };
    if (request.headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers });
    const typed = { ...headers, "content-type": "application/json" };
    if (!/\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")) return new Response(text, { headers: typed });
    return new Response(new Uint8Array(gzipped), { headers: { ...typed, "content-encoding": "gzip" } });
  });
}
