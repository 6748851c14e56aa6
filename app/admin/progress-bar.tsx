import type { Progress } from "#lib/broadcasts/read.ts";
import { people } from "./numbers.ts";

type Props = { progress: Progress; total: number; label: string };

/** Accepted in blue, refused and expired in red at its end; the numbers beside it say the same. */
export function ProgressBar({ progress: { accepted, rejected, expired }, total, label }: Props) {
  const width = (part: number) => ({ width: `${total > 0 ? Math.min(100, (part / total) * 100) : 0}%` });
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={Math.min(total, accepted + rejected + expired)}
      aria-valuetext={`${people(total)}のうち${people(accepted)}受付`}
      className="flex h-2 w-full overflow-hidden rounded-full bg-solid-gray-200"
    >
      <div className="bg-blue-900 transition-[width] duration-200" style={width(accepted)} />
      <div className="bg-error-1 transition-[width] duration-200" style={width(rejected + expired)} />
    </div>
  );
}
