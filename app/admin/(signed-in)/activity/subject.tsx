import { Link } from "#components/link.tsx";
import type { Activity } from "#lib/activity/list.ts";

type Kind = { noun: string; place?: (id: string) => string };

/** What was acted on, in words; where it has a page, the way there. The file keeps the bare key. */
export function Subject({ of: { subject, detail } }: { of: Pick<Activity, "subject" | "detail"> }) {
  const [key = "", id] = subject.split(/:(.*)/s);
  const kind = kinds[key];
  if (!kind) return subject;
  if (!id) return kind.noun;
  const said = `${kind.noun}${nameIn(detail) ?? shortOf(key, id)}`;
  return kind.place ? <Link href={kind.place(id)}>{said}</Link> : said;
}

const kinds: Record<string, Kind> = {
  activity: { noun: "操作ログ" },
  broadcast: { noun: "配信", place: (id) => `/admin/broadcasts/${id}` },
  broadcasts: { noun: "配信の一覧" },
  chatbot: { noun: "チャットボット連携" },
  department: { noun: "部署" },
  followers: { noun: "友だち" },
  form: { noun: "登録フォーム" },
  import: { noun: "友だちの取り込み" },
  invitation: { noun: "招待" },
  keys: { noun: "暗号鍵" },
  mail: { noun: "受信メール", place: (id) => `/admin/mails/${id}` },
  "mail-case": { noun: "確認用メール" },
  "mail-rule": { noun: "転送ルール" },
  mails: { noun: "受信メールの一覧" },
  messages: { noun: "受信メッセージ" },
  notice: { noun: "お知らせ" },
  profile: { noun: "設定ファイル" },
  segment: { noun: "配信グループ", place: (id) => `/admin/segments/${id}` },
  segments: { noun: "配信グループの一覧" },
  sending: { noun: "自動配信" },
  setting: { noun: "設定" },
  settings: { noun: "設定" },
  "sign-ins": { noun: "ログイン履歴" },
  source: { noun: "メールの発信元" },
  staff: { noun: "職員", place: (id) => `/admin/staff/${id}` },
  "test-recipients": { noun: "テスト配信先" },
  token: { noun: "APIトークン" },
};

function nameIn(detail: unknown): string | null {
  const { title, name, email } = (detail ?? {}) as Record<string, unknown>;
  const said = [title, name, email].find((one) => typeof one === "string");
  return said ? `「${said}」` : null;
}

/** The beginning of an id is enough to compare by eye. */
function shortOf(key: string, id: string): string {
  if (key === "form") return id === "draft" ? "の下書き" : `（第${id}版）`;
  return `（${id.length > 24 ? `${id.slice(0, 8)}…` : id}）`;
}
