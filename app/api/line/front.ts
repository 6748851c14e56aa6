import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { POST } from "./webhook/route.ts";

/** Whether the front should hand this to LINE's door itself, past Next. */
export function isCallOfLine({ method, url = "" }: IncomingMessage): boolean {
  return method === "POST" && url.split("?")[0] === "/api/line/webhook";
}

/** The same door that Next would open, without Next: that costs more processor time than storing the call. */
export async function takeCallOfLine(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await POST(asRequest(incoming));
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, { "content-type": "application/json", "content-length": body.length }).end(body);
}

function asRequest(incoming: IncomingMessage): Request {
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
  // A body that streams must say so, which TypeScript's browser types do not know.
  const streamed = { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" };
  return new Request("http://front/api/line/webhook", { method: "POST", headers, ...streamed });
}
