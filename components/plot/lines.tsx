"use client";

import { CartesianGrid, Label, Line, LineChart, ReferenceDot, ResponsiveContainer, XAxis, YAxis } from "recharts";

export type Series = { key: string; label: string };
type Props = { points: readonly ({ at: string } & Record<string, number | string>)[]; series: readonly Series[] };

/** Told apart by colour, by dash and by the name at their end (Okabe and Ito's colours: safe for colour-blind eyes). */
const looks = [
  { stroke: "#0072b2", dash: undefined },
  { stroke: "#a34a00", dash: "8 4" },
  { stroke: "#1a1a1a", dash: "2 4" },
];

const plotHeight = 220;
const lineHeight = 18;

/** How far each name moves up, so that lines that end at the same place do not write over each other. */
function liftsOf(ends: number[]): number[] {
  const lifts = ends.map(() => 0);
  const fromBelow = ends.map((_, index) => index).sort((a, b) => ends[a]! - ends[b]! || b - a);
  let free = Number.NEGATIVE_INFINITY;
  for (const index of fromBelow) {
    lifts[index] = Math.max(0, free - ends[index]!);
    free = ends[index]! + lifts[index] + lineHeight;
  }
  return lifts;
}

type EndNameProps = { label: string; viewBox: unknown; up: number; fill: string };

function EndName({ label, viewBox, up, fill }: EndNameProps) {
  const { x, y, width, height } = viewBox as { x: number; y: number; width: number; height: number };
  return (
    <text x={x + width + 6} y={y + height / 2 - up} dy="0.35em" fill={fill} fontSize={14}>
      {label}
    </text>
  );
}

/** Numbers over time, each line named where it ends. */
export function Lines({ points, series }: Props) {
  const last = points.at(-1);
  const most = Math.max(1, ...points.flatMap((point) => series.map(({ key }) => Number(point[key]))));
  const lifts = liftsOf(series.map(({ key }) => (Number(last?.[key] ?? 0) / most) * plotHeight));
  return (
    <div aria-hidden="true">
      <ResponsiveContainer width="100%" height={280} initialDimension={{ width: 600, height: 280 }}>
        <LineChart data={[...points]} accessibilityLayer={false} margin={{ top: 24, right: 132, bottom: 4, left: 8 }}>
          <CartesianGrid vertical={false} stroke="#d8d8db" />
          <XAxis dataKey="at" tickLine={false} minTickGap={40} tick={{ fill: "#414143", fontSize: 13 }} />
          <YAxis
            axisLine={false}
            tickLine={false}
            allowDecimals={false}
            width={72}
            tickFormatter={(value: number) => value.toLocaleString("ja-JP")}
            tick={{ fill: "#414143", fontSize: 13 }}
          />
          {series.map(({ key }, index) => (
            <Line
              key={key}
              dataKey={key}
              stroke={looks[index % looks.length]!.stroke}
              strokeDasharray={looks[index % looks.length]!.dash}
              strokeWidth={2.5}
              dot={points.length < 3}
              isAnimationActive={false}
            />
          ))}
          {last &&
            series.map(({ key, label }, index) => (
              <ReferenceDot
                key={key}
                x={last.at}
                y={Number(last[key])}
                r={4}
                fill={looks[index % looks.length]!.stroke}
              >
                <Label
                  content={({ viewBox }) => (
                    <EndName {...{ label, viewBox }} up={lifts[index]!} fill={looks[index % looks.length]!.stroke} />
                  )}
                />
              </ReferenceDot>
            ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
