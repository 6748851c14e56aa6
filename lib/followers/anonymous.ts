/**
 * Hides what would point at few people. Null is a number that is not shown.
 */

/**
 * Counts that add up to a whole that is known: each person is in exactly one. Every part below `smallest` is hidden,
 * and as many more as it takes that nobody can work them out from the rest: at least two, together no fewer than
 * `smallest`.
 */
export function hideSmallParts(parts: readonly number[], smallest: number): (number | null)[] {
  const bySize = parts.map((_, index) => index).sort((a, b) => parts[a]! - parts[b]!);
  const small = bySize.filter((index) => parts[index]! < smallest).length;
  if (small === 0) return [...parts];
  const isEnough = (count: number) =>
    count >= 2 && bySize.slice(0, count).reduce((sum, index) => sum + parts[index]!, 0) >= smallest;
  let hiddenCount = small;
  while (hiddenCount < parts.length && !isEnough(hiddenCount)) hiddenCount += 1;
  const hidden = new Set(bySize.slice(0, hiddenCount));
  return parts.map((count, index) => (hidden.has(index) ? null : count));
}

/**
 * How many of a whole chose something. Hidden when those who did are few, and when those who did not are:
 * one can be worked out from the other.
 */
export function hideSmallShare(count: number, whole: number, smallest: number): number | null {
  return count < smallest || whole - count < smallest ? null : count;
}
