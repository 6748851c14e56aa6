import { Link } from "./link.tsx";

type Step = { label: string; href: string };

export function Breadcrumb({ steps }: { steps: readonly Step[] }) {
  return (
    <nav aria-label="現在の場所" className="pb-2 text-dns-14N-130">
      <ol className="flex flex-wrap gap-x-2">
        {steps.map((step) => (
          <li key={step.href} className="flex gap-2">
            <Link href={step.href}>{step.label}</Link>
            <span aria-hidden="true" className="text-solid-gray-600">
              /
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
