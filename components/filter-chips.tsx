import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

export type Chip = { label: string; href: string; isSelected: boolean; count?: number };

/** Filters that live in the address, so that a filtered list can be sent to a colleague. */
export function FilterChips({ label, chips }: { label: string; chips: readonly Chip[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">
        {chips.map((chip) => (
          <li key={chip.label}>
            <Link
              href={chip.href}
              aria-current={chip.isSelected ? "page" : undefined}
              className={look(chip.isSelected)}
            >
              {chip.isSelected && <Icon name="check" className="size-4" />}
              {chip.label}
              {chip.count !== undefined && <span className="tabular-nums">{chip.count.toLocaleString("ja-JP")}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function look(isSelected: boolean): string {
  const colours = isSelected
    ? "border-blue-900 bg-blue-50 text-blue-900 font-700"
    : "border-solid-gray-420 bg-white text-solid-gray-800 hover:bg-solid-gray-50";
  return `inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3.5 text-oln-14N-100 ${colours}`;
}
