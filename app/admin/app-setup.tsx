import type { Qr } from "./qr.ts";
import { QrCode } from "./qr-code.tsx";

/** What an authenticator app must learn: as a picture, and as letters for who cannot photograph it. */
export type Setup = { qr: Qr; seed: string };

export function AppSetup({ setup: { qr, seed } }: { setup: Setup }) {
  return (
    <ol className="flex list-decimal flex-col gap-4 pl-5 text-std-16N-170">
      <li>スマートフォンに認証アプリを入れます。Google Authenticator、Microsoft Authenticator などが使えます。</li>
      <li>
        <span className="block pb-3">アプリで次のQRコードを読み取ります。</span>
        <QrCode qr={qr} label="認証アプリで読み取るQRコード" />
        <span className="block pt-3 text-dns-14N-130 text-solid-gray-700">
          読み取れないときは、このキーを入力します。
        </span>
        <code className="block pt-1 text-mono-16N-150 break-all">{seed.match(/.{1,4}/g)?.join(" ")}</code>
      </li>
      <li>アプリに表示された6桁の数字を、下に入力します。</li>
    </ol>
  );
}
