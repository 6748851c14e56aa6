import type { Metadata } from "next";
import { preload } from "react-dom";
import { PreferencesPage } from "#liff/preferences-page.tsx";

// Static and without any redirect: LIFF must find its own parameters in the address when it starts.
export const dynamic = "force-static";

export const metadata: Metadata = { title: { absolute: "受信設定" } };

export default function Page() {
  // The questions are on their way before any code is.
  preload("/api/liff/form", { as: "fetch", crossOrigin: "anonymous" });
  return <PreferencesPage />;
}
