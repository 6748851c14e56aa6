import { formatJapaneseDate } from "#components/japanese-time.ts";
import { Lines } from "#components/plot/lines.tsx";
import { PlotFrame } from "#components/plot/plot-frame.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { CountedDay } from "#lib/followers/over-time.ts";
import { people } from "../../numbers.ts";

/** Friends, those who registered and those who blocked us, day by day. */
export function DayPlot({ days }: { days: CountedDay[] }) {
  const points = days.map(({ day, ...counts }) => ({ at: monthAndDay(day), ...counts }));
  return (
    <PlotFrame
      title="人数の移り変わり"
      note="毎日午前3時の人数です。最後の点は現在の人数です。記録は、このシステムを使い始めた日からあります。"
      picture={
        <Lines
          points={points}
          series={[
            { key: "friends", label: "届けられる友だち" },
            { key: "registered", label: "受信設定を登録" },
            { key: "blocked", label: "ブロック" },
          ]}
        />
      }
      table={<Table label="人数の移り変わり" columns={columns} rows={[...days].reverse()} rowKey={({ day }) => day} />}
      csv="/admin/followers/days.csv"
    />
  );
}

const columns: readonly Column<CountedDay>[] = [
  { key: "day", label: "日付", cell: ({ day }) => formatJapaneseDate(`${day}T00:00:00+09:00`) },
  { key: "friends", label: "届けられる友だち", align: "end", cell: ({ friends }) => people(friends) },
  { key: "registered", label: "受信設定を登録", align: "end", cell: ({ registered }) => people(registered) },
  { key: "blocked", label: "ブロック", align: "end", cell: ({ blocked }) => people(blocked) },
];

function monthAndDay(day: string): string {
  const [, month, date] = day.split("-").map(Number);
  return `${month}/${date}`;
}
