import { db } from "#app/db.ts";
import { getEnv } from "#lib/env.ts";
import { metrics } from "#lib/readiness/metrics.ts";
import { answer, bearer, mustBe } from "../answer.ts";

export const dynamic = "force-dynamic";

/** Prometheus text. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    mustBe(getEnv().metricsToken, bearer(request));
    return new Response(await metrics(db()), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    });
  });
}
