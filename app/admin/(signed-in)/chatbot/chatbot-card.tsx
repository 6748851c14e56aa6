import { Badge } from "#components/badge.tsx";
import { SummaryStrip } from "#components/summary-strip.tsx";
import type { ChatbotHealth, Spread } from "#lib/chatbot/health.ts";
import { TryButton } from "./try-button.tsx";

type Props = { chatbot: ChatbotHealth; mayTry: boolean };

/** One chatbot as it has been lately. */
export function ChatbotCard({ chatbot, mayTry }: Props) {
  const { name, url, counts, answerMs, untilPostedMs } = chatbot;
  const [forwarded, late] = [counts.forwarded ?? 0, (counts.timed_out ?? 0) + (counts.too_late ?? 0)];
  return (
    <section aria-label={name} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-2 text-std-18B-160">
            {name} <Standing chatbot={chatbot} />
          </h3>
          <p className="text-dns-14N-130 wrap-anywhere text-solid-gray-700">{url}</p>
          {chatbot.isOperators && (
            <p className="text-dns-14N-130 text-solid-gray-700">
              サーバーの環境変数で設定されています。変更はシステムの管理者に相談してください。
            </p>
          )}
        </div>
        {mayTry && <TryButton name={name} />}
      </div>
      <SummaryStrip
        facts={[
          { label: "転送済み", value: forwarded.toLocaleString("ja-JP"), unit: "件", note: "最近の5,000件のうち" },
          { label: "転送できず", value: (counts.refused ?? 0).toLocaleString("ja-JP"), unit: "件" },
          { label: "応答なし・期限切れ", value: late.toLocaleString("ja-JP"), unit: "件" },
          { label: "チャットボットの応答", ...timing(answerMs) },
          { label: "LINEの受信から転送まで", ...timing(untilPostedMs) },
        ]}
      />
    </section>
  );
}

function Standing({ chatbot: { enabled, isDown } }: { chatbot: ChatbotHealth }) {
  if (!enabled) return <Badge tone="quiet">停止中</Badge>;
  if (isDown) return <Badge tone="danger">応答なし・5秒ごとに再接続中</Badge>;
  return <Badge tone="success">転送中</Badge>;
}

/** The middle one and the slow one of twenty: an average would hide who waits. */
function timing(spread: Spread | null) {
  if (!spread) return { value: "まだありません" };
  const { p50, p95 } = spread;
  return {
    value: p50.toLocaleString("ja-JP"),
    unit: "ミリ秒",
    note: `中央値。95%は${p95.toLocaleString("ja-JP")}ミリ秒以内`,
  };
}
