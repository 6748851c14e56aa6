export type Place = { href: string; label: string };

/** Where one acts on a notice, as far as its cause says; null when there is nothing to open. */
export function placeOf(cause: string): Place | null {
  const [kind = "", subject = ""] = cause.split(/:(.*)/s);
  if (kind === "broadcast.expired" && uuid.test(subject))
    return { href: `/admin/broadcasts/${subject}/deliveries?status=expired`, label: "送信の記録を確認する" };
  if (kind.startsWith("broadcast.") && uuid.test(subject))
    return { href: `/admin/broadcasts/${subject}`, label: "配信を確認する" };
  return places.find(([start]) => kind.startsWith(start))?.[1] ?? null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const places: readonly [start: string, place: Place][] = [
  ["broadcast.", { href: "/admin/broadcasts", label: "配信を確認する" }],
  ["line.", { href: "/admin/broadcasts?status=paused", label: "一時停止中の配信を確認する" }],
  ["mail.held", { href: "/admin/mails/held", label: "保留を確認する" }],
  ["mail.", { href: "/admin/mails", label: "受信メールを確認する" }],
];
