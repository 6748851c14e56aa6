/** The keys with one of them put before or after another. */
export function moved(keys: readonly string[], key: string, target: string, where: "before" | "after"): string[] {
  if (key === target) return [...keys];
  const rest = keys.filter((each) => each !== key);
  const at = rest.indexOf(target) + (where === "after" ? 1 : 0);
  return [...rest.slice(0, at), key, ...rest.slice(at)];
}
