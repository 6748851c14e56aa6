"use client";

import { usePathname } from "next/navigation";
import { Icon } from "#components/icon.tsx";
import { Link } from "#components/link.tsx";
import { type Entry, isWithin } from "./entries.ts";

export function Navigation({ entries }: { entries: readonly Entry[] }) {
  const path = usePathname();
  return (
    <nav aria-label="メインメニュー">
      <ul className="flex flex-col gap-1">
        {entries.map((entry) => (
          <li key={entry.href}>
            <Place entry={entry} isHere={isWithin(path, entry)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Place({ entry, isHere }: { entry: Entry; isHere: boolean }) {
  const look = isHere
    ? "bg-blue-50 font-700 text-blue-1000 shadow-[inset_4px_0_0_var(--color-blue-900)]"
    : "text-solid-gray-800 hover:bg-solid-gray-50 hover:underline underline-offset-4";
  return (
    <Link
      href={entry.href}
      aria-current={isHere ? "page" : undefined}
      className={`flex min-h-11 items-center gap-3 rounded-8 px-4 text-oln-16N-100 ${look}`}
    >
      <Icon name={entry.icon} className="size-5" />
      {entry.label}
    </Link>
  );
}
