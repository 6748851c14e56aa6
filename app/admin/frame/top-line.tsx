import { Icon } from "#components/icon.tsx";
import { Link } from "#components/link.tsx";
import { type Environment, EnvironmentBadge } from "../environment-badge.tsx";
import { AccountMenu } from "./account-menu.tsx";
import type { Entry } from "./entries.ts";
import { NavigationSheet } from "./navigation-sheet.tsx";

type Props = {
  entries: readonly Entry[];
  city: string;
  environment: Environment;
  staff: { name: string; department: string };
  openNotices: number;
  sendingOff: boolean;
};

const tints: Record<Environment, string> = {
  production: "border-solid-gray-300 bg-white",
  drill: "border-magenta-900 bg-magenta-50",
  sandbox: "border-yellow-900 bg-yellow-50",
};

export function TopLine({ entries, city, environment, staff, openNotices, sendingOff }: Props) {
  return (
    <header className={`sticky top-0 z-30 border-b-2 ${tints[environment]}`}>
      <div className="flex min-h-14 items-center gap-1.5 py-1 pr-1 md:gap-3 md:px-6">
        <NavigationSheet entries={entries} />
        <p className="min-w-0 truncate text-oln-16B-100 leading-150">{city}</p>
        <EnvironmentBadge />
        <div className="ml-auto flex items-center">
          <Bell count={openNotices} />
          <AccountMenu name={staff.name} department={staff.department} />
        </div>
      </div>
      {sendingOff && (
        <p className="flex items-center justify-center gap-2 bg-error-2 px-4 py-1 text-center text-std-16B-170 text-white">
          <Icon name="pause" />
          <Link href="/admin/mails/sources" className="underline underline-offset-4">
            自動配信を停止しています
          </Link>
        </p>
      )}
    </header>
  );
}

function Bell({ count }: { count: number }) {
  return (
    <Link
      href="/admin/notices"
      className={`inline-flex min-h-11 items-center gap-1.5 rounded-8 px-1.5 text-oln-14B-100 hover:underline underline-offset-4 md:min-h-10 md:px-3 ${count > 0 ? "text-error-2 hover:bg-red-50" : "text-blue-900 hover:bg-blue-50"}`}
    >
      <Icon name="bell" />
      <span>
        <span className="max-md:sr-only">お知らせ </span>
        {count > 0 && count}
        {count > 0 && <span className="max-md:sr-only">件</span>}
      </span>
    </Link>
  );
}
