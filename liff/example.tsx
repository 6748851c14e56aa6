"use client";

/** What such a message looks like, for whoever wonders before choosing. */
export function Example({ of, text }: { of: string; text: string }) {
  return (
    <details className="text-[1rem]">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center gap-1 rounded-4 text-blue-900 underline underline-offset-4">
        例を見る<span className="sr-only">：{of}</span>
      </summary>
      <div className="rounded-8 bg-[#8fabc9] p-3">
        <p className="w-fit max-w-full rounded-12 bg-white px-3 py-2 whitespace-pre-wrap wrap-anywhere">{text}</p>
      </div>
    </details>
  );
}
