import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import * as form from "../api/liff/form/route.ts";
import * as preferences from "../api/liff/preferences/route.ts";
import * as webhook from "../api/line/webhook/route.ts";

export type Door = (request: Request) => Promise<Response>;

/**
 * Where a thousand may knock in one second: LINE, and residents once a broadcast went out. These are the doors that Next
 * would open, without Next, which costs more processor time than what is behind them (docs/decisions/012-webhook.md).
 */
const doors: Record<string, Door> = {
  "POST /api/line/webhook": webhook.POST,
  "GET /api/liff/form": form.GET,
  "GET /api/liff/preferences": preferences.GET,
  "PUT /api/liff/preferences": preferences.PUT,
};

export function doorOf({ method, url = "" }: IncomingMessage): Door | undefined {
  return doors[`${method} ${url.split("?")[0]}`];
}

export async function open(door: Door, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await door(asRequest(incoming));
  const body = Buffer.from(await answer.arrayBuffer());
  const length = answer.status === 304 ? {} : { "content-length": body.length };
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...length }).end(body);
}

function asRequest(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/" } = incoming;
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
  if (method === "GET") return new Request(`http://front${url}`, { headers });
  // A body that streams must say so, which TypeScript's browser types do not know.
  const streamed = { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" };
  return new Request(`http://front${url}`, { method, headers, ...streamed });
}
