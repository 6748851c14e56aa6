import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createFront } from "./front.ts";
import { type Options, optionsSchema, type SandboxOptions } from "./options.ts";
import { createPlatform, type Platform } from "./platform.ts";
import { keepState } from "./state-file.ts";

export type Sandbox = { url: string; options: Options; close: () => Promise<void> };

const idleConnectionMs = 60_000;

/** Starts LINE on this machine; resolves once it listens. Messaging API, data API and Login share the one `url`. */
export async function startSandbox(input: SandboxOptions = {}): Promise<Sandbox> {
  const options = optionsSchema.parse(input);
  const platform = await createPlatform(options);
  const saveState = await keepState(platform);
  const server = createServer({ keepAliveTimeout: idleConnectionMs }, createFront(platform));
  server.listen(options.port, options.host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://${urlHost(options.host)}:${port}`, options, close: () => close(server, platform, saveState) };
}

async function close(server: Server, platform: Platform, saveState: () => Promise<void>) {
  for (const timer of platform.webhook.timers) clearTimeout(timer);
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
  await saveState();
}

function urlHost(host: string) {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
