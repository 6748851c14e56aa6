import type { Question } from "#lib/preferences/schema.ts";

/** While LINE says who has opened the page: the questions can be read, the inputs are still grey. */
export function Waiting({ questions }: { questions?: readonly Question[] }) {
  return (
    <div className="flex flex-col gap-6 px-4 pb-10">
      <p role="status" className="text-solid-gray-700">
        読み込んでいます…
      </p>
      <noscript>
        <p>ここで登録するには、スマートフォンの設定でJavaScriptを有効にするか、LINEのトークから開いてください。</p>
      </noscript>
      {(
        questions ?? [
          { key: "1", label: "" },
          { key: "2", label: "" },
        ]
      ).map((question) => (
        <div
          key={question.key}
          aria-hidden="true"
          className="flex flex-col gap-3 rounded-12 border border-solid-gray-200 p-4"
        >
          <p className="min-h-7 min-w-40 self-start rounded-4 font-700 empty:bg-solid-gray-100">{question.label}</p>
          <div className="h-12 rounded-8 bg-solid-gray-50" />
          <div className="h-12 rounded-8 bg-solid-gray-50" />
        </div>
      ))}
    </div>
  );
}
