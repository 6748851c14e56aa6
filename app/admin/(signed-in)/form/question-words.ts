import type { DraftQuestion } from "#lib/form/schema.ts";

export const kindWords: Record<DraftQuestion["kind"], { label: string; help: string }> = {
  single: { label: "1つ選ぶ", help: "選択肢から1つだけ選びます。" },
  multiple: { label: "いくつでも選ぶ", help: "選択肢からいくつでも選べます。" },
  grid: { label: "表で選ぶ", help: "「防犯情報 × 区」のように、行ごとに列を選びます。メールの振り分けにも使えます。" },
  number: { label: "数字", help: "生まれた年など、整数を書いてもらいます。" },
  text: { label: "文章", help: "自由に書いてもらいます。配信の条件には使えません。" },
};

/** What stands on a list for a question that has no words yet. */
export function nameOf({ label }: { label: string }): string {
  return label.trim() || "（名前のない質問）";
}
