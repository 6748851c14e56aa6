import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { JapaneseFont } from "#components/japanese-font.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Kairan", template: "%s | Kairan" },
  robots: { index: false, follow: false },
  // Numbers in a form or a table are rarely telephone numbers; a phone must not turn them into links.
  formatDetection: { telephone: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="ja">
      <body className="font-sans antialiased">
        {children}
        <JapaneseFont />
      </body>
    </html>
  );
}
