import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { Bars } from "#components/plot/bars.tsx";
import { HeatGrid } from "#components/plot/heat-grid.tsx";
import { PlotFrame } from "#components/plot/plot-frame.tsx";
import { type Column, Table } from "#components/table.tsx";
import { type AnswersTo, answerDistribution, type Part } from "#lib/followers/distribution.ts";
import { people, share } from "../../numbers.ts";

/** One plot for each question of the form. */
export async function AnswerPlots({ staff }: { staff: Staff }) {
  const { questions, whole, smallest } = await answerDistribution(db(), staff);
  if (whole === null)
    return (
      <EmptyState title={`登録者がまだ${smallest}人に届いていません`}>
        登録者が{smallest}人以上になると、質問ごとの集計がここに出ます。
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-12">
      {questions.map((question) => (
        <AnswerPlot key={question.key} question={question} whole={whole} />
      ))}
    </div>
  );
}

type Props = { question: AnswersTo; whole: number };

function AnswerPlot({ question, whole }: Props) {
  const isGrid = question.kind === "grid";
  return (
    <PlotFrame
      title={question.label}
      note={`登録者 ${people(whole)}のうち${question.kind === "parts" ? "" : "（複数選択）"}`}
      picture={isGrid ? <Grid of={question} /> : <Shown parts={question.parts} />}
      table={
        <Table
          label={question.label}
          columns={isGrid ? gridColumns : partColumns(whole)}
          rows={linesOf(question)}
          rowKey={({ row, label }) => `${row}/${label}`}
        />
      }
      csv={`/admin/followers/answers.csv?question=${encodeURIComponent(question.key)}`}
    />
  );
}

function Grid({ of: { label: name, columns, rows } }: { of: Extract<AnswersTo, { kind: "grid" }> }) {
  const counts = rows.map(({ label, cells }) => ({ label, cells: cells.map((cell) => cell.people) }));
  return <HeatGrid label={name} columns={columns} rows={counts} hidden="非表示" />;
}

function Shown({ parts }: { parts: Part[] }) {
  const bars = parts.flatMap(({ label, people: count }) => (count === null ? [] : [{ label, count }]));
  const hidden = parts.length - bars.length;
  return (
    <>
      {bars.length > 0 && <Bars bars={bars} unit="人" />}
      {hidden > 0 && (
        <p className="pt-1 text-dns-14N-130 text-solid-gray-700">ほか{hidden}項目は人数が少ないため非表示です。</p>
      )}
    </>
  );
}

type Line = Part & { row: string };

function linesOf(question: AnswersTo): Line[] {
  if (question.kind !== "grid") return question.parts.map((part) => ({ row: "", ...part }));
  return question.rows.flatMap(({ label, cells }) => cells.map((cell) => ({ row: label, ...cell })));
}

const count: Column<Line> = {
  key: "people",
  label: "人数",
  align: "end",
  cell: (line) => (line.people === null ? "非表示" : people(line.people)),
};

const gridColumns: readonly Column<Line>[] = [
  { key: "row", label: "項目", cell: ({ row }) => row },
  { key: "label", label: "地区など", cell: ({ label }) => label },
  count,
];

function partColumns(whole: number): readonly Column<Line>[] {
  return [
    { key: "label", label: "回答", cell: ({ label }) => label },
    count,
    {
      key: "share",
      label: "割合",
      align: "end",
      cell: (line) => (line.people === null ? "非表示" : share(line.people, whole)),
    },
  ];
}
