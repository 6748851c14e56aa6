import { BlockList, isIP } from "node:net";

/** Which addresses may reach the admin pages; an empty list allows all. */
export type AllowedAddresses = { allows: (address: string) => boolean };

/** Reads a comma separated list of addresses and CIDR ranges (IPv4 and IPv6); null when any entry is malformed. */
export function parseAllowed(text: string): AllowedAddresses | null {
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  const list = new BlockList();
  for (const entry of entries) if (!add(list, entry)) return null;
  return { allows: (address) => entries.length === 0 || contains(list, address) };
}

function add(list: BlockList, entry: string): boolean {
  const [, address = "", prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const family = isIP(address);
  const bits = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
  if (family === 0 || bits > (family === 6 ? 128 : 32)) return false;
  list.addSubnet(address, bits, family === 6 ? "ipv6" : "ipv4");
  return true;
}

const mappedIPv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

function contains(list: BlockList, address: string): boolean {
  const plain = mappedIPv4.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? "ipv6" : "ipv4");
}
