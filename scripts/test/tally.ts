export type Part = { name: string; passed: number; failed: number; report?: string };

export function sumOf(parts: Part[]): { passed: number; failed: number } {
  return parts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}
