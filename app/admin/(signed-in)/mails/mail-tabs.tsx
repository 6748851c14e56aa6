import { Link } from "#components/link.tsx";

const tabs = [
  ["受信メール", "/admin/mails"],
  ["保留", "/admin/mails/held"],
  ["転送ルール", "/admin/mails/rules"],
  ["発信元", "/admin/mails/sources"],
  ["メールを試す", "/admin/mails/lab"],
] as const;

/** The five pages of メール連携. */
export function MailTabs({ current }: { current: (typeof tabs)[number][0] }) {
  return (
    <nav aria-label="メール連携" className="mb-6 border-b border-solid-gray-300">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {tabs.map(([label, href]) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={label === current ? "page" : undefined}
              className={`inline-flex min-h-11 items-center border-b-4 px-3 text-std-16N-170 md:px-4 ${label === current ? "border-blue-900 font-700 text-blue-900" : "border-transparent text-solid-gray-800 hover:border-solid-gray-420"}`}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
