"use client";

import { CodeForm } from "./code-form.tsx";

export function CodeStep({ next }: { next: string }) {
  return (
    <CodeForm
      submit="サインインする"
      help="認証アプリに表示されている6桁の数字です。アプリを使えないときは、保管しておいたリカバリーコードを入力します。"
      onIn={() => location.assign(next)}
    />
  );
}
