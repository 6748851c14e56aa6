import { formatJapaneseTime } from "#components/japanese-time.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { people } from "../../../numbers.ts";

export type Handle = "reopen" | "cancel" | "pause" | "resume" | "stop";

/** The broadcast as it is at the moment of asking. */
export type Handled = {
  id: string;
  title: string;
  status: BroadcastStatus;
  accepted: number;
  left: number;
  scheduledFor: string | null;
};

type Words = { button: string; question: string; consequence: string; confirm: string; done: string };

/** What each handle says before and after: the consequence and the numbers, not 「よろしいですか」. */
export function handleWords(handle: Handle, broadcast: Handled): Words {
  return words[handle](broadcast);
}

const words: Record<Handle, (broadcast: Handled) => Words> = {
  reopen: ({ title, status, scheduledFor }) => ({
    button: status === "scheduled" ? "予約を変更する" : "取り下げて編集する",
    question: status === "scheduled" ? `「${title}」の予約を変更しますか` : `「${title}」の申請を取り下げますか`,
    consequence: `下書きに戻して編集します。${scheduledFor ? `もう一度予約するまで、${formatJapaneseTime(scheduledFor)}の配信は行われません。` : ""}`,
    confirm: "下書きに戻して編集する",
    done: "下書きに戻しました。変更したら、もう一度確認へ進んでください。",
  }),
  cancel: ({ title, status, scheduledFor }) => ({
    button: status === "scheduled" ? "予約を取り消す" : "取り消す",
    question: `「${title}」を取り消しますか`,
    consequence: `${scheduledFor && status === "scheduled" ? `${formatJapaneseTime(scheduledFor)}の配信は行われません。` : "この配信は送れなくなります。"}誰にも送られません。取り消した後は元に戻せません。`,
    confirm: "取り消す",
    done: "取り消しました。誰にも送られていません。",
  }),
  pause: ({ title, accepted, left }) => ({
    button: "一時停止する",
    question: `「${title}」を一時停止しますか`,
    consequence: `まだ送っていない${people(left)}への送信を止めます。あとで続きから再開できます。LINEが受け付けた${people(accepted)}分は取り戻せません。`,
    confirm: "一時停止する",
    done: "一時停止しました。続きから再開できます。",
  }),
  resume: ({ title, accepted, left }) => ({
    button: "再開する",
    question: `「${title}」を再開しますか`,
    consequence: `残りの${people(left)}に送信します。LINEが受け付けた${people(accepted)}に、もう一度送られることはありません。`,
    confirm: left > 0 ? `残りの${people(left)}に配信する` : "再開する",
    done: "再開しました。",
  }),
  stop: ({ title, accepted, left }) => ({
    button: "中止する",
    question: `「${title}」を中止しますか`,
    consequence: `まだ送っていない${people(left)}には送られません。中止した配信は再開できません。LINEが受け付けた${people(accepted)}分は取り戻せません。`,
    confirm: "中止する",
    done: "中止しました。残りの人には送られません。",
  }),
};
