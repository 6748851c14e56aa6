"use client";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 px-4 py-16">
      <h1 className="text-std-28B-150">ページを表示できませんでした</h1>
      <p>
        システムに問題が起きました。保存済みの内容は失われていません。もう一度お試しになり、続くときは管理者にお知らせください。
      </p>
      {error.digest && <p className="text-dns-14N-130 text-solid-gray-700">問い合わせ番号: {error.digest}</p>}
      <button
        type="button"
        onClick={() => retry()}
        className="min-h-12 rounded-8 bg-blue-900 px-6 text-oln-16B-100 text-white hover:bg-blue-1000"
      >
        もう一度表示する
      </button>
    </main>
  );
}
