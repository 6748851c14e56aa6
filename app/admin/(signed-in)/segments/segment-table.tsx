import type { ReactNode } from "react";
import { ruleInWords } from "#components/rule-builder/rule-in-words.ts";
import { type Column, Table } from "#components/table.tsx";
import type { Question } from "#lib/preferences/schema.ts";
import { countPlaces, type SegmentDefinition, type SegmentUse } from "#lib/segments/schema.ts";
import { PeopleNow } from "./people-now.tsx";

type Props = {
  segments: SegmentDefinition[];
  questions: Question[];
  uses: Map<string, SegmentUse>;
  counts: Map<string, Promise<number | null>>;
  friends: Promise<number | null>;
  empty: ReactNode;
};

export function SegmentTable({ segments, empty, ...rest }: Props) {
  return (
    <Table
      label="配信グループの一覧"
      columns={columns(rest)}
      rows={segments}
      rowKey={({ key }) => key}
      rowHref={({ key }) => `/admin/segments/${key}`}
      empty={empty}
    />
  );
}

function columns({ questions, uses, counts, friends }: Omit<Props, "segments" | "empty">): Column<SegmentDefinition>[] {
  return [
    { key: "name", label: "名前", cell: ({ name }) => name, className: "md:min-w-48" },
    { key: "rule", label: "条件", cell: ({ rule }) => ruleInWords(rule, questions), className: "md:min-w-56" },
    {
      key: "people",
      label: "いまの人数",
      cell: ({ key }) => <PeopleNow count={counts.get(key)!} friends={friends} />,
      align: "end",
      className: "md:min-w-32",
    },
    { key: "use", label: "使用中", cell: ({ key }) => whereUsed(uses.get(key)), className: "md:min-w-40" },
  ];
}

const named = 2;

/** The first few by name, so that one knows without opening it. */
function whereUsed(use: SegmentUse | undefined): ReactNode {
  if (!use) return <span className="text-solid-gray-700">使われていません</span>;
  const names = [
    ...use.mailRules.map(({ name }) => `転送ルール「${name}」`),
    ...use.broadcasts.map(({ title }) => `配信「${title}」`),
  ];
  if (names.length === 0) return `ほかの部署の配信 ${use.elsewhere}件`;
  const more = countPlaces(use) - Math.min(names.length, named);
  return names.slice(0, named).join("、") + (more > 0 ? ` ほか${more}件` : "");
}
