import { Bars } from "#components/plot/bars.tsx";
import { PlotFrame } from "#components/plot/plot-frame.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { TapCount } from "#lib/events/tap-counts.ts";

type Props = { taps: TapCount[]; csv: string };

const most = 20;

export function TapPlot({ taps, csv }: Props) {
  return (
    <PlotFrame
      title="ボタンごとの回数"
      note={taps.length > most ? `多い順に${most}件を図にしています。すべては表とCSVにあります。` : undefined}
      picture={<Bars unit="回" bars={taps.slice(0, most).map(({ name, count }) => ({ label: name, count }))} />}
      table={<Table label="ボタンごとの回数" columns={columns} rows={taps} rowKey={({ name }) => name} />}
      csv={csv}
    />
  );
}

const columns: readonly Column<TapCount>[] = [
  { key: "name", label: "ボタン・メニュー", cell: ({ name }) => name, className: "wrap-anywhere" },
  { key: "count", label: "回数", align: "end", cell: ({ count }) => `${count.toLocaleString("ja-JP")}回` },
];
