import type { ServerResponse } from "node:http";

/** The browsers that watch phones, each holding one Server-Sent Events response; and who saves what changed. */
export type Live = { watchers: Set<ServerResponse>; onChange: () => void };

const heartbeatMs = 15_000;

export function watch(live: Live, response: ServerResponse) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(": hello\n\n");
  live.watchers.add(response);
  const heartbeat = setInterval(() => response.write(": still here\n\n"), heartbeatMs).unref();
  response.on("close", () => {
    clearInterval(heartbeat);
    live.watchers.delete(response);
  });
}

export function emit(live: Live, event: "talk" | "resident", data: unknown) {
  const frame = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  for (const response of live.watchers) response.write(frame);
  live.onChange();
}
