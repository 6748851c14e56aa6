import { readFileSync } from "node:fs";
import { parseAllowed } from "#lib/addresses/allowed.ts";
import { getEnv } from "#lib/env.ts";
import { Invalid } from "#lib/errors.ts";
import { type GatewayOptions, startMailGateway } from "../mail-gateway/server.ts";
import type { Command } from "./commands.ts";
import { untilToldToStop } from "./processes.ts";

const fromHere = "127.0.0.0/8,::1";

/**
 * `mail-gateway`: takes mail by SMTP and hands it in at the API with MAIL_GATEWAY_TOKEN.
 * --port 2525, --host 127.0.0.1; --allow: peers that may connect (CIDR list; default this machine);
 * --recipient: addresses it takes mail for (comma separated; default all); --api: default PUBLIC_URL;
 * --cert and --key: PEM files, then STARTTLS is offered.
 */
export const mailGatewayCommand: Command = {
  name: "mail-gateway",
  options: {
    port: { type: "string" },
    host: { type: "string" },
    allow: { type: "string" },
    recipient: { type: "string" },
    api: { type: "string" },
    cert: { type: "string" },
    key: { type: "string" },
  },
  run: async (_, flags) => {
    const options = optionsOf(flags);
    const gateway = await startMailGateway(options);
    console.log(`smtp://${options.host}:${gateway.port} → ${options.door.api}/api/mail`);
    await untilToldToStop(gateway);
  },
};

function optionsOf({ port = "2525", host = "127.0.0.1", allow = fromHere, ...flags }: Flags): GatewayOptions {
  const { publicUrl, mailGatewayToken } = getEnv();
  if (!/^\d{1,5}$/.test(port)) fail("port", "ポート番号を指定してください。");
  return {
    host,
    port: Number(port),
    door: { api: (flags.api ?? publicUrl).replace(/\/+$/, ""), token: mailGatewayToken },
    peers: parseAllowed(allow) ?? fail("allow", "IPアドレスかCIDRをカンマ区切りで指定してください。"),
    recipients: (flags.recipient ?? "")
      .toLowerCase()
      .split(/[,\s]+/)
      .filter(Boolean),
    tls: certificateOf(flags),
  };
}

type Flags = Record<string, string>;

function certificateOf({ cert, key }: Flags): GatewayOptions["tls"] {
  if (!cert && !key) return undefined;
  if (!cert || !key) return fail("cert", "--cert と --key を両方指定してください。");
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

function fail(flag: string, message: string): never {
  throw new Invalid([{ path: [`--${flag}`], message }]);
}
