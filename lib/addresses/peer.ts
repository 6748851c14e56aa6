/**
 * Who really asks: the nearest address that no proxy of ours vouches for. What stands further left in
 * X-Forwarded-For is only a claim. Without trusted proxies it is the socket's own peer.
 * @param forwarded the X-Forwarded-For header, as it came
 * @param trustedProxies how many proxies of ours stand before this process
 */
export function peerOf(socketPeer: string, forwarded: string | undefined, trustedProxies: number): string {
  const claimed = (forwarded ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const path = [...claimed, socketPeer];
  return plain(path[Math.max(0, path.length - 1 - trustedProxies)]!);
}

const withPort = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?$/;
const mappedIPv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Some proxies add the port, and IPv4 may come inside IPv6: one address has one name, else each connection were another. */
function plain(address: string): string {
  const [, bracketed, v4] = withPort.exec(address) ?? [];
  const bare = bracketed ?? v4 ?? address;
  return mappedIPv4.exec(bare)?.[1] ?? bare;
}
