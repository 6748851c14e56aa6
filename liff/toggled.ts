/** The chosen keys with one changed, in the order of the choices, so that off and on again is no change. */
export function toggled(keys: readonly string[], chosen: readonly string[], key: string): string[] {
  return keys.filter((one) => (one === key ? !chosen.includes(one) : chosen.includes(one)));
}

/** A shortcut for all columns; where these are parts of a city, it says so. */
export function allLabel(columns: readonly { label: string }[]): string {
  return columns.every(({ label }) => /[区町村]$|地区|地域/.test(label)) ? "市内全域" : "すべて";
}
