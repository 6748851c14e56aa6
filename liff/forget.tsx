"use client";

import { useRef } from "react";

type Props = { city: string; isPending: boolean; onForget: () => Promise<void> };

export function Forget({ city, isPending, onForget }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  async function forget() {
    await onForget();
    dialog.current?.close();
  }

  return (
    <section aria-labelledby="forget" className="flex flex-col gap-3 border-t border-solid-gray-300 pt-6">
      <h2 id="forget" className="text-[1.25rem] leading-150 font-700">
        登録をやめるとき
      </h2>
      <button
        type="button"
        onClick={() => dialog.current?.showModal()}
        className="min-h-12 self-start rounded-8 border-2 border-error-2 bg-white px-4 text-error-2"
      >
        登録内容を削除する
      </button>
      <p className="text-[1rem] text-solid-gray-700">
        LINEとのつながりも切りたいときは、LINEの「設定」→「アカウント」→「連携中のアプリ」で解除できます。
      </p>
      <dialog
        ref={dialog}
        aria-labelledby="forget-title"
        className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-12 p-6 shadow-6 backdrop:bg-black/60"
      >
        <div className="flex flex-col gap-4">
          <h2 id="forget-title" className="text-[1.25rem] leading-150 font-700">
            登録内容をすべて削除しますか
          </h2>
          <p>{city}に登録した内容がすべて消え、選んだお知らせは届かなくなります。元には戻せません。</p>
          <p>友だち登録はそのままです。みなさんに送るお知らせは届きます。</p>
          <button
            type="button"
            aria-disabled={isPending}
            onClick={() => !isPending && forget()}
            className="min-h-12 rounded-8 bg-error-2 px-4 font-700 text-white aria-disabled:bg-solid-gray-600"
          >
            {isPending ? "削除しています…" : "すべて削除する"}
          </button>
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="min-h-12 rounded-8 border-2 border-blue-900 bg-white px-4 font-700 text-blue-900"
          >
            削除しないで戻る
          </button>
        </div>
      </dialog>
    </section>
  );
}
