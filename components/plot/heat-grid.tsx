type Props = {
  label: string;
  columns: readonly string[];
  rows: readonly { label: string; cells: readonly (number | null)[] }[];
  hidden: string;
};

/** The darker the more; each cell says its number as well, so nothing depends on seeing shades. */
export function HeatGrid({ label, columns, rows, hidden }: Props) {
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map((count) => count ?? 0)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
    <section tabIndex={0} aria-label={`${label}の図`} className="overflow-x-auto">
      <table className="border-separate border-spacing-0.5 text-dns-14N-130">
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" className="max-w-24 min-w-18 px-2 py-1 align-bottom font-400">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label: name, cells }) => (
            <tr key={name}>
              <th scope="row" className="min-w-36 py-1 pr-3 text-left font-400">
                {name}
              </th>
              {cells.map((count, index) => (
                <td
                  key={columns[index]}
                  className={`h-10 min-w-18 rounded-4 px-2 text-center tabular-nums ${shade(count, most)}`}
                >
                  {count === null ? hidden : count.toLocaleString("ja-JP")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shades = ["bg-blue-50", "bg-blue-100", "bg-blue-200", "bg-blue-700 text-white", "bg-blue-1000 text-white"];

function shade(count: number | null, most: number): string {
  if (count === null) return "bg-solid-gray-50 text-solid-gray-700";
  return shades[Math.min(shades.length - 1, Math.floor((count / most) * shades.length))]!;
}
