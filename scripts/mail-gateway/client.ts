import { isIP } from "node:net";
import type { AllowedAddresses } from "#lib/addresses/allowed.ts";
import { parseHeaders } from "#lib/mail/headers.ts";

/** Who handed the mail in from outside. */
export type Client = { ip: string; helo: string };

const longestHead = 256 * 1024;

/**
 * The host that SPF speaks of: our peer, or, behind our own relays, the one from whom the first of them says that it had
 * the mail. Null when the mail never came from outside, or no relay tells.
 */
export function clientOf(peer: Client, raw: Buffer, relays: AllowedAddresses): Client | null {
  if (!relays.allows(peer.ip)) return peer;
  for (const { name, value } of parseHeaders(raw.subarray(0, longestHead))) {
    if (name !== "received") continue;
    const told = toldBy(value);
    if (!told) return null;
    if (!relays.allows(told.ip)) return told;
  }
  return null;
}

/** `from helo (name [192.0.2.1]) by …`, as Postfix, OpenSMTPD, sendmail, Exim and Exchange write it. */
function toldBy(received: string): Client | null {
  const [from = ""] = received.slice(0, 2000).split(/\sby\s/);
  const helo = /^from\s+(\S+)/i.exec(from)?.[1];
  const addresses = from.matchAll(/[[(](?:IPv6:)?([0-9a-fA-F:.]{2,45})[\])]/g);
  const ip = [...addresses].map((match) => match[1]!).find((address) => isIP(address) !== 0);
  return helo && ip ? { ip, helo: helo.replace(/^\[.*$/, ip) } : null;
}
