/** One line of CSV (RFC 4180). */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quoted(harmless(String(cell ?? "")))).join(",")}\r\n`;
}

/** A small table as CSV, with a byte order mark for Excel. */
export function csvOf(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${[header, ...rows].map(csvLine).join("")}`;
}

/** A spreadsheet would calculate what begins like this; with an apostrophe before it, it is text. */
function harmless(cell: string): string {
  return /^[\s]*[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
