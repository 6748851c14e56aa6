import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
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

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Of this answer's policy (app/front/armour.ts); the residents' page is static and has none.
  const nonce = (await headers()).get("x-kairan-nonce");
  return (
    <html lang="ja">
      {/* Where react-aria looks for it, for the style elements that it adds. */}
      <head>{nonce && <meta name="csp-nonce" nonce={nonce} />}</head>
      <body className="font-sans antialiased">
        {children}
        <JapaneseFont />
      </body>
    </html>
  );
}
