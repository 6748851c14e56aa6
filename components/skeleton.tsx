/** Grey lines where a list will stand. Silent: the region around it says that it is busy. */
export function Skeleton({ lines = 3, className = "" }: { lines?: number; className?: string }) {
  return (
    <div aria-hidden="true" className={`flex animate-pulse flex-col gap-3 motion-reduce:animate-none ${className}`}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never change places
        <div key={line} className="h-5 rounded-4 bg-solid-gray-100" style={{ width: `${100 - (line % 3) * 14}%` }} />
      ))}
    </div>
  );
}
