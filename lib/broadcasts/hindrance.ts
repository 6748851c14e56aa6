import type { Lane } from "#db/words.ts";
import type { Broadcast } from "./compose.ts";

/** What keeps a broadcast whose hour has come from starting by itself. */
export type Hindrance = { cause: string; title: string; advice: string };

type Known = Pick<Broadcast, "id" | "title" | "lane" | "source" | "scheduledFor">;
type Rules = { lateMinutes: Record<Lane, number>; sendingOff: boolean; audienceGone: boolean; changed: boolean };

/**
 * Nothing fires by itself hours after its time, and nothing automatic while sending is switched off:
 * then a person decides. Pure; null when it may start.
 */
export function hindranceOf(
  broadcast: Known,
  { lateMinutes, sendingOff, audienceGone, changed }: Rules,
  now: Date,
): Hindrance | null {
  if (sendingOff && broadcast.source !== "staff")
    return {
      cause: `broadcast.off:${broadcast.id}`,
      title: `自動配信の停止中のため「${broadcast.title}」を配信していません`,
      advice,
    };
  if (audienceGone)
    return {
      cause: `broadcast.gone:${broadcast.id}`,
      title: `配信グループや受信者の記録がなくなったため「${broadcast.title}」を配信していません`,
      advice,
    };
  if (changed)
    return {
      cause: `broadcast.changed:${broadcast.id}`,
      title: `予約や承認の後に配信グループの条件が変わったため「${broadcast.title}」を配信していません`,
      advice,
    };
  const lateMs = now.getTime() - (broadcast.scheduledFor?.getTime() ?? now.getTime());
  if (lateMs <= lateMinutes[broadcast.lane] * 60_000) return null;
  const minutes = Math.round(lateMs / 60_000).toLocaleString("ja-JP");
  return {
    cause: `broadcast.late:${broadcast.id}`,
    title: `予定の時刻を${minutes}分過ぎたため「${broadcast.title}」を配信していません`,
    advice,
  };
}

const advice = "「配信」の下書きにあります。今も必要な内容なら配信し、不要なら取り消してください。";
