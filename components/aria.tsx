"use client";

import type { ReactNode } from "react";
import { RouterProvider } from "react-aria-components";
import { I18nProvider } from "react-aria-components/I18nProvider";

type Props = { navigate: (path: string) => void; children: ReactNode };

/** Once around the admin pages: Japanese words in the controls, links that change pages without a reload. */
export function AriaProvider({ navigate, children }: Props) {
  return (
    <I18nProvider locale="ja-JP">
      <RouterProvider navigate={navigate}>{children}</RouterProvider>
    </I18nProvider>
  );
}
