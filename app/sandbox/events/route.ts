import { sandboxUrl } from "../control.ts";

export const dynamic = "force-dynamic";

/** The sandbox answers this machine only; this passes its live events on to the browser. */
export async function GET(request: Request): Promise<Response> {
  const events = await fetch(`${sandboxUrl()}/control/events`, { signal: request.signal });
  const headers = {
    "content-type": "text/event-stream",
    // `no-transform` keeps compression from holding events back until a block is full.
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  };
  return new Response(events.body, { status: events.status, headers });
}
