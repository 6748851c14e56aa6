import type { ReactNode } from "react";
import { db } from "#app/db.ts";
import { currentActor } from "#app/session.ts";
import { may, seesAnything } from "#lib/actor.ts";
import { openNotices } from "#lib/notices/notify.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { environment } from "../environment-badge.tsx";
import { entries } from "../frame/entries.ts";
import { Navigation } from "../frame/navigation.tsx";
import { TopLine } from "../frame/top-line.tsx";

/** The frame around every page. It guards nothing: each page and each action asks for its actor itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const staff = await currentActor();
  // The page itself sends whoever is not signed in to the door, and knows where they wanted to go.
  if (!staff) return children;
  const [city, notices, sendingOff] = await Promise.all([
    readSetting(db(), "city"),
    seesAnything(staff) ? openNotices(db(), staff) : [],
    readSetting(db(), "sendingOff"),
  ]);
  const open = entries.filter(({ feature }) => feature === null || may(staff, feature, "view"));
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only rounded-8 bg-white px-4 py-2 text-blue-900 underline focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        本文へ移動する
      </a>
      <TopLine
        entries={open}
        city={city.name}
        environment={environment()}
        staff={{ name: staff.name, department: staff.department?.name ?? "すべての部署" }}
        openNotices={notices.length}
        sendingOff={sendingOff}
      />
      <div className="flex flex-1">
        <div className="w-60 shrink-0 border-r border-solid-gray-200 p-3 max-md:hidden">
          <div className="sticky top-17">
            <Navigation entries={open} />
          </div>
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none md:px-8 md:py-8">
          <div className="mx-auto max-w-6xl">{children}</div>
        </main>
      </div>
    </div>
  );
}
