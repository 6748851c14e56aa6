"use client";

import { Button } from "#components/button.tsx";

type Part = { key: string; label: string; mergedInto?: string };
type Props = { title: string; parts: readonly Part[]; all: readonly Part[]; onBack: (key: string) => void };

/** What residents are no longer asked; it can come back, since no answer was changed. */
export function RetiredParts({ title, parts, all, onBack }: Props) {
  if (parts.length === 0) return null;
  const into = (key?: string) => all.find((part) => part.key === key)?.label;
  return (
    <details className="rounded-8 border border-solid-gray-200 px-4 py-2">
      <summary className="min-h-8 text-std-16N-170 text-blue-900">
        {title}（{parts.length}件）
      </summary>
      <ul className="flex flex-col divide-y divide-solid-gray-200">
        {parts.map((part) => (
          <li key={part.key} className="flex items-center justify-between gap-3 py-2">
            <span>
              {part.label}
              {part.mergedInto && (
                <span className="text-dns-14N-130 text-solid-gray-700">（「{into(part.mergedInto)}」に統合）</span>
              )}
            </span>
            <Button
              tone="quiet"
              size="small"
              aria-label={`「${part.label}」を元に戻す`}
              onPress={() => onBack(part.key)}
            >
              元に戻す
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
