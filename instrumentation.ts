import { withoutTokens } from "#app/front/access-log.ts";
import { log } from "#lib/log.ts";

/** What fails while a page is made would otherwise be told to nobody: the browser gets a 500 and no reason. */
export function onRequestError(error: unknown, request: { path: string; method: string }): void {
  log.error({ err: error, path: withoutTokens(request.path.split("?")[0]!), method: request.method }, "page failed");
}
