import type { BroadcastStatus, DeliveryStatus, EventState, ForwardingState, Lane, MailState } from "#db/words.ts";
import { Badge, type BadgeTone } from "./badge.tsx";

type Look = readonly [word: string, tone: BadgeTone];

const broadcast: Record<BroadcastStatus, Look> = {
  draft: ["下書き", "quiet"],
  awaiting_approval: ["承認待ち", "warning"],
  scheduled: ["予約済み", "info"],
  sending: ["配信中", "info"],
  paused: ["一時停止中", "warning"],
  sent: ["送信済み", "success"],
  canceled: ["取り消し", "quiet"],
  stopped: ["中止", "danger"],
};

const delivery: Record<DeliveryStatus, Look> = {
  pending: ["送信待ち", "quiet"],
  sending: ["送信中", "info"],
  accepted: ["受付済", "success"],
  rejected: ["拒否", "danger"],
  expired: ["期限切れ", "warning"],
};

const mail: Record<MailState, Look> = {
  received: ["処理待ち", "info"],
  held: ["保留", "warning"],
  forwarded: ["転送済み", "success"],
  unmatched: ["該当ルールなし", "quiet"],
  refused: ["対象外", "quiet"],
  unreadable: ["読み取り不可", "danger"],
  duplicate: ["重複", "quiet"],
  dismissed: ["見送り", "quiet"],
};

const event: Record<EventState, Look> = {
  received: ["処理待ち", "info"],
  handled: ["処理済み", "success"],
  ignored: ["対象外", "quiet"],
  failed: ["失敗", "danger"],
};

const forwarding: Record<ForwardingState, Look> = {
  pending: ["転送待ち", "info"],
  sending: ["転送中", "info"],
  forwarded: ["転送済み", "success"],
  refused: ["転送できず", "danger"],
  timed_out: ["応答なし", "warning"],
  too_late: ["期限切れ", "warning"],
};

const lane: Record<Lane, Look> = {
  urgent: ["緊急", "danger"],
  normal: ["通常", "neutral"],
  test: ["テスト", "warning"],
};

const looks = { broadcast, delivery, mail, event, forwarding, lane };

type Props = {
  [Kind in keyof typeof looks]: { of: Kind; status: keyof (typeof looks)[Kind] };
}[keyof typeof looks];

/** `<StatusBadge of="broadcast" status="sending" />` */
export function StatusBadge(props: Props) {
  const [word, tone] = statusLook(props);
  return <Badge tone={tone}>{word}</Badge>;
}

function statusLook({ of, status }: Props): Look {
  return (looks[of] as Record<string, Look>)[status] ?? [status, "neutral"];
}
