import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { answerLine, type Outcome } from "./answering.ts";
import { isStranger } from "./control-guard.ts";
import { type ControlRoute, controlRoutes } from "./control-routes.ts";
import { type LineRequest, lineError, readBody, writeAnswer } from "./exchange.ts";
import { watch } from "./live.ts";
import type { Platform } from "./platform.ts";
import { countRequest } from "./request-log.ts";
import { createRouteTable, findRoute, type RouteTable } from "./route-table.ts";
import { lineRoutes, type Route } from "./routes.ts";

type Exchange = { url: URL; request: IncomingMessage; response: ServerResponse };

const lineBodyBytes = 2 * 1024 * 1024;
const controlBodyBytes = 512 * 1024 * 1024;

/** The listener of the HTTP server: LINE's endpoints, and beside them the control API. Nothing escapes it as a throw. */
export function createFront(platform: Platform) {
  const line = createRouteTable(lineRoutes());
  const control = createRouteTable(controlRoutes);
  return (request: IncomingMessage, response: ServerResponse) => {
    const exchange = { url: readUrl(request), request, response };
    const isControl = exchange.url.pathname.startsWith("/control/");
    const handled = isControl ? onControl(platform, control, exchange) : onLine(platform, line, exchange);
    handled.catch((error) => writeAnswer(response, lineError(500, `the sandbox itself failed: ${error}`)));
  };
}

async function onLine(platform: Platform, table: RouteTable<Route>, exchange: Exchange) {
  const requestId = randomUUID();
  exchange.response.setHeader("x-line-request-id", requestId);
  const found = findRoute(table, exchange.request.method ?? "", exchange.url.pathname);
  const body = await readBody(exchange.request, lineBodyBytes);
  const outcome = await outcomeOf(platform, found, body && seen(exchange, body, requestId, found?.params));
  const status = typeof outcome === "string" ? "cut" : outcome.status;
  countRequest(platform.requestLog, found?.route.name ?? "unknown", status);
  if (platform.settings.latencyMs) await sleep(platform.settings.latencyMs);
  conclude(exchange, outcome);
}

async function outcomeOf(platform: Platform, found: { route: Route } | undefined, request: LineRequest | undefined) {
  if (!request) return lineError(413, "Payload Too Large");
  return found ? answerLine(platform, found.route, request) : lineError(404, "Not found");
}

async function onControl(platform: Platform, table: RouteTable<ControlRoute>, exchange: Exchange) {
  const { url, request, response } = exchange;
  if (isStranger(request)) return writeAnswer(response, lineError(403, "the control API is for this machine only"));
  if (url.pathname === "/control/events") return watch(platform.live, response);
  const found = findRoute(table, request.method ?? "", url.pathname);
  const body = await readBody(request, controlBodyBytes);
  if (!found || !body) return writeAnswer(response, lineError(found ? 413 : 404, "no such control route"));
  writeAnswer(response, await found.route.handle(platform, seen(exchange, body, "control", found.params)));
}

function seen({ url, request }: Exchange, body: Buffer, requestId: string, params = {}): LineRequest {
  return { requestId, path: url.pathname, query: url.searchParams, headers: request.headers, params, body };
}

function conclude({ request, response }: Exchange, outcome: Outcome) {
  if (outcome === "reset") request.socket.resetAndDestroy();
  else if (outcome !== "hang") writeAnswer(response, outcome);
}

function readUrl(request: IncomingMessage) {
  const target = `http://sandbox${request.url ?? "/"}`;
  return new URL(URL.canParse(target) ? target : "http://sandbox/");
}
