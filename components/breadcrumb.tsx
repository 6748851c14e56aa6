import { Link } from "./link.tsx";

type Step = { label: string; href: string };

/** The way back up. Where one stands is said by the heading below it. */
export function Breadcrumb({ steps }: { steps: readonly Step[] }) {
  return (
    <nav aria-label="現在の場所" className="pb-1 text-dns-14N-130">
      <ol className="flex flex-wrap gap-x-2">
        {steps.map((step, index) => (
          <li key={step.href} className="flex min-h-6 items-center gap-2">
            {index > 0 && (
              <span aria-hidden="true" className="text-solid-gray-600">
                /
              </span>
            )}
            <Link href={step.href} className={look}>
              {step.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** As high as a finger needs. */
const look =
  "inline-flex min-h-6 items-center text-blue-900 underline underline-offset-4 hover:decoration-2 hover:text-blue-1000";
