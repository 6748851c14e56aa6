/** `12,345人` */
export function people(count: number): string {
  return `${count.toLocaleString("ja-JP")}人`;
}

/** `6.1%`; nothing of nothing has no share. */
export function share(part: number, whole: number): string | null {
  return whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : null;
}
