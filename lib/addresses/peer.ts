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
  return path[Math.max(0, path.length - 1 - trustedProxies)]!;
}
