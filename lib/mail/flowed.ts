/** Undoes format=flowed (RFC 3676): a line that ends in a space goes on in the next one of the same quote depth. */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open: number | null = null;
  for (const line of text.split("\n")) {
    const depth = /^>*/.exec(line)![0].length;
    const body = line.slice(depth).replace(/^ /, "");
    const flows = body.endsWith(" ") && body !== "-- ";
    const kept = flows && deleteSpace ? body.slice(0, -1) : body;
    if (open === depth && body !== "-- ") out[out.length - 1] += kept;
    else out.push(depth > 0 ? `${">".repeat(depth)} ${kept}` : kept);
    open = flows ? depth : null;
  }
  return out.join("\n");
}
