import type { Metadata } from "next";

export const metadata: Metadata = { title: "ページが見つかりません" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-4 px-4 py-16">
      <p className="text-oln-16B-100 text-solid-gray-600">404</p>
      <h1 className="text-std-28B-150">ページが見つかりません</h1>
      <p>アドレスが間違っているか、ページが移動または削除されています。</p>
      <p>
        <a className="text-blue-900 underline underline-offset-4 hover:decoration-2" href="/">
          最初のページへ戻る
        </a>
      </p>
    </main>
  );
}
