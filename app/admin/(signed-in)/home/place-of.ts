/** Where the thing can be looked at that a notice speaks of. */
export function placeOf(cause: string): { href: string; label: string } | null {
  const broadcast = /^broadcast\.[a-z_-]+:([0-9a-f-]{36})$/.exec(cause);
  if (broadcast) return { href: `/admin/broadcasts/${broadcast[1]}`, label: "配信を確認する" };
  if (cause.startsWith("mail.held:")) return { href: "/admin/mails?state=held", label: "受信メールを確認する" };
  return null;
}
