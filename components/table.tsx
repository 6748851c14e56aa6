import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

export type Sorting = { href: string; direction: "ascending" | "descending" | "none" };

export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  align?: "end";
  sort?: Sorting;
  className?: string;
};

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  empty?: ReactNode;
};

/**
 * The one table. The first column names the row and carries its link; under 768 px each row becomes a card.
 */
export function Table<Row>({ label, columns, rows, rowKey, rowHref, empty }: Props<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <table {...as("table")} aria-label={label} className="w-full border-collapse text-left max-md:block">
      <thead {...as("rowgroup")} className="max-md:sr-only md:sticky md:top-[var(--frame-top,0px)] md:z-10">
        <tr {...as("row")} className="bg-solid-gray-50">
          {columns.map((column) => (
            <Head key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody {...as("rowgroup")} className="max-md:flex max-md:flex-col max-md:gap-3">
        {rows.map((row) => (
          <Line key={rowKey(row)} row={row} columns={columns} href={rowHref?.(row)} />
        ))}
      </tbody>
    </table>
  );
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const { sort, label, align } = column;
  return (
    <th
      scope="col"
      {...as("columnheader")}
      aria-sort={sort && sort.direction !== "none" ? sort.direction : undefined}
      className={`border-b border-solid-gray-420 px-3 py-2.5 text-dns-14B-130 whitespace-nowrap ${align === "end" ? "text-right" : ""}`}
    >
      {sort ? (
        <Link href={sort.href} className="inline-flex min-h-6 items-center gap-1 hover:underline underline-offset-4">
          {label}
          <Icon name={arrows[sort.direction]} className="size-4" />
        </Link>
      ) : (
        label
      )}
    </th>
  );
}

/** Said aloud, because browsers forget a table's roles when its parts are displayed as blocks. */
function as(role: string): { role: string } {
  return { role };
}

const arrows = { ascending: "up", descending: "down", none: "sort" } as const;

function Line<Row>({ row, columns, href }: { row: Row; columns: readonly Column<Row>[]; href?: string }) {
  const [name, ...others] = columns;
  return (
    <tr
      {...as("row")}
      className="relative max-md:block max-md:rounded-8 max-md:border max-md:border-solid-gray-420 max-md:p-4 md:border-b md:border-solid-gray-200 hover:bg-blue-50 has-[a:focus-visible]:bg-blue-50"
    >
      {name && (
        <th
          scope="row"
          {...as("rowheader")}
          className={`text-left align-top text-std-16N-170 max-md:block max-md:pb-2 max-md:font-700 md:px-3 md:py-2.5 md:font-400 ${name.className ?? ""}`}
        >
          {href ? (
            <Link
              href={href}
              className="text-blue-900 underline underline-offset-4 after:absolute after:inset-0 hover:decoration-2"
            >
              {name.cell(row)}
            </Link>
          ) : (
            name.cell(row)
          )}
        </th>
      )}
      {others.map((column) => (
        <Cell key={column.key} column={column} row={row} />
      ))}
    </tr>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const side = column.align === "end" ? "md:text-right tabular-nums" : "";
  return (
    <td
      {...as("cell")}
      className={`align-top text-std-16N-170 max-md:flex max-md:gap-3 max-md:py-0.5 max-md:has-[>div:empty]:hidden md:px-3 md:py-2.5 ${side} ${column.className ?? ""}`}
    >
      <span aria-hidden="true" className="w-30 shrink-0 text-dns-14N-130 leading-170 text-solid-gray-700 md:hidden">
        {column.label}
      </span>
      <div className="min-w-0">{column.cell(row)}</div>
    </td>
  );
}
