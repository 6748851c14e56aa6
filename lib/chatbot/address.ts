import { lookup } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Destination } from "./destinations.ts";

/** The URL leads where nobody who may set chatbots may send us. */
export class ForbiddenAddress extends Error {
  override name = "ForbiddenAddress";
}

/** Where machines ask the cloud for their own secrets; nothing answers residents from there. */
const linkLocal = blockList("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128");

const privateAddresses = blockList(
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "fc00::/7", "ff00::/8"],
);

/**
 * A look-up for this destination only. It decides by the very address that is then connected to, so that a name cannot
 * be bent inwards later. Our own network is open to what names it: an address in the URL, localhost, or a host that
 * the setting lists.
 */
export function lookupFor({ url, privateHosts }: Destination): LookupFunction {
  return (hostname, { all }, done) => {
    lookup(hostname, { all: true }).then(
      (found) => {
        const allowed = found.filter(({ address }) => mayReach(address, hostOf(url), privateHosts));
        if (allowed.length === 0) done(new ForbiddenAddress(hostname), "");
        else if (all) done(null, allowed);
        else done(null, allowed[0]!.address, allowed[0]!.family);
      },
      (error) => done(error, ""),
    );
  };
}

/** Addresses written in the URL are never looked up: asked before the call. */
export function mustBeReachable({ url, privateHosts }: Destination): void {
  const host = hostOf(url);
  if (isIP(host) && !mayReach(host, host, privateHosts)) throw new ForbiddenAddress(host);
}

/** @param privateHosts null when the operator named the URL: then anything may be reached */
export function mayReach(address: string, host: string, privateHosts: string[] | null): boolean {
  if (privateHosts === null) return true;
  if (includes(linkLocal, address)) return false;
  if (!includes(privateAddresses, address)) return true;
  return isIP(host) > 0 || host === "localhost" || privateHosts.includes(host);
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
}

function includes(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function blockList(...ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net, prefix] = range.split("/");
    list.addSubnet(net!, Number(prefix), net!.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}
