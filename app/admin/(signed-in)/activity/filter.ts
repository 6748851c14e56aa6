/** What the address of the page asks for: a kind of thing, and a day in Japan. Anything else is left out. */
export type Wanted = { about?: string; day?: string };

export const kinds = [
  { about: "broadcast", label: "配信" },
  { about: "segment", label: "配信グループ" },
  { about: "form", label: "登録フォーム" },
  { about: "mail", label: "メール連携" },
  { about: "staff", label: "職員" },
  { about: "settings", label: "設定" },
  { about: "activity", label: "操作ログ" },
] as const;

export function wantedOf({ about, day }: Record<string, string | undefined>): Wanted {
  return {
    about: kinds.find((kind) => kind.about === about)?.about,
    day: day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined,
  };
}

/** The same as the verbs understand it. */
export function filterOf(query: Record<string, string | undefined>) {
  const { about, day } = wantedOf(query);
  const from = day ? new Date(`${day}T00:00:00+09:00`) : undefined;
  return { action: about, from, to: from && new Date(from.getTime() + 24 * 3_600_000) };
}

/** The page's address with this filter. */
export function addressOf(path: string, { about, day }: Wanted, before?: string): string {
  const query = new URLSearchParams();
  if (about) query.set("about", about);
  if (day) query.set("day", day);
  if (before) query.set("before", before);
  return query.size > 0 ? `${path}?${query}` : path;
}
