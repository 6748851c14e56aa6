import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { ReceivedMessage } from "#lib/events/received.ts";

type Props = { messages: ReceivedMessage[]; hasDay: boolean };

export function MessageTable({ messages, hasDay }: Props) {
  return (
    <Table
      label="住民が書いたメッセージの一覧"
      columns={columns}
      rows={messages}
      rowKey={({ id }) => String(id)}
      empty={
        <EmptyState title={hasDay ? "この日のメッセージはありません" : "メッセージはまだありません"}>
          住民がLINEのトークに書いた質問や意見が、ここに新しい順に並びます。
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<ReceivedMessage>[] = [
  {
    key: "text",
    label: "内容",
    className: "whitespace-pre-wrap wrap-anywhere max-md:font-400!",
    cell: ({ text, kind }) => text ?? <span className="text-solid-gray-700">（{kinds[kind] ?? "その他"}）</span>,
  },
  { key: "kind", label: "種類", cell: ({ kind }) => kinds[kind] ?? "その他", className: "whitespace-nowrap" },
  { key: "at", label: "日時", cell: ({ occurredAt }) => <FormattedTime at={occurredAt} /> },
];

const kinds: Record<string, string> = {
  text: "文章",
  sticker: "スタンプ",
  image: "画像",
  video: "動画",
  audio: "音声",
  file: "ファイル",
  location: "位置情報",
};
