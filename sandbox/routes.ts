import { accountRoutes } from "./account-routes.ts";
import type { Answer, LineRequest } from "./exchange.ts";
import { insightRoutes } from "./insight-routes.ts";
import { loginRoutes } from "./login-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import type { Platform } from "./platform.ts";
import type { Rate } from "./rates.ts";

/** One endpoint of LINE. `name` is what faults and the ledger call it; LINE limits the rate per endpoint. */
export type Route = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  name: string;
  auth: boolean;
  rate: Rate;
  retryKey?: boolean;
  handle: (platform: Platform, request: LineRequest) => Answer | Promise<Answer>;
};

/** Every endpoint of LINE there is here. A later family (rich menus) is one more list. */
export function lineRoutes() {
  return [...messageRoutes, ...accountRoutes, ...insightRoutes, ...loginRoutes];
}
