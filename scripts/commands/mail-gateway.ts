import { readFileSync } from "node:fs";
import { type AllowedAddresses, parseAllowed } from "#lib/addresses/allowed.ts";
import { getEnv } from "#lib/env.ts";
import { Invalid } from "#lib/errors.ts";
import { type GatewayOptions, startMailGateway } from "../mail-gateway/server.ts";
import type { Command } from "./commands.ts";
import { untilToldToStop } from "./processes.ts";

const fromHere = "127.0.0.0/8,::1";
const fromInside = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7";

/**
 * `mail-gateway`: takes mail by SMTP and hands it in at the API with MAIL_GATEWAY_TOKEN.
 * --port 2525, --host 127.0.0.1; --allow: peers that may connect (CIDR list; default this machine);
 * --recipient: addresses it takes mail for (comma separated; default all); --api: default PUBLIC_URL;
 * --relay: our own relays, believed about who brought them the mail (CIDR list; default private addresses);
 * --cert and --key: PEM files, then STARTTLS is offered.
 */
export const mailGatewayCommand: Command = {
  name: "mail-gateway",
  options: {
    port: { type: "string" },
    host: { type: "string" },
    allow: { type: "string" },
    recipient: { type: "string" },
    relay: { type: "string" },
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
  const { publicUrl, mailGatewayToken, mailProof } = getEnv();
  if (!/^\d{1,5}$/.test(port)) fail("port", "ポート番号を指定してください。");
  return {
    host,
    port: Number(port),
    door: { api: (flags.api ?? publicUrl).replace(/\/+$/, ""), token: mailGatewayToken },
    peers: addresses("allow", allow),
    relays: addresses("relay", flags.relay ?? fromInside),
    proof: mailProof ? {} : null,
    recipients: (flags.recipient ?? "")
      .toLowerCase()
      .split(/[,\s]+/)
      .filter(Boolean),
    tls: certificateOf(flags),
  };
}

type Flags = Record<string, string>;

function addresses(flag: string, list: string): AllowedAddresses {
  const parsed = list.trim() === "" ? null : parseAllowed(list);
  return parsed ?? fail(flag, "IPアドレスかCIDRをカンマ区切りで指定してください。");
}

function certificateOf({ cert, key }: Flags): GatewayOptions["tls"] {
  if (!cert && !key) return undefined;
  if (!cert || !key) return fail("cert", "--cert と --key を両方指定してください。");
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

function fail(flag: string, message: string): never {
  throw new Invalid([{ path: [`--${flag}`], message }]);
}
