"use client";

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";

type Props = { bars: readonly { label: string; count: number }[]; unit: string };

const rowHeight = 40;
const longestLabel = 10;
const blue = "#0031d8";

/** Parts beside each other, each with its name and its number: nothing has to be read off an axis. */
export function Bars({ bars, unit }: Props) {
  const data = bars.map(({ label, count }) => ({
    label: shortened(label),
    count,
    said: `${count.toLocaleString("ja-JP")}${unit}`,
  }));
  const room = 8 * Math.max(...data.map(({ said }) => said.length), 4) + 12;
  return (
    <div aria-hidden="true">
      <ResponsiveContainer
        width="100%"
        height={data.length * rowHeight + 4}
        initialDimension={{ width: 600, height: 200 }}
      >
        <BarChart
          data={data}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 0, right: room, bottom: 0, left: 0 }}
        >
          <XAxis type="number" hide domain={[0, "dataMax"]} />
          <YAxis
            type="category"
            dataKey="label"
            width={150}
            axisLine={false}
            tickLine={false}
            interval={0}
            tick={{ fill: "#1a1a1a", fontSize: 14 }}
          />
          <Bar dataKey="count" fill={blue} barSize={20} isAnimationActive={false}>
            <LabelList dataKey="said" position="right" fill="#1a1a1a" fontSize={14} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function shortened(label: string): string {
  const letters = [...label];
  return letters.length > longestLabel ? `${letters.slice(0, longestLabel - 1).join("")}…` : label;
}
