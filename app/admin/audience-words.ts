import { ruleInWords } from "#components/rule-builder/rule-in-words.ts";
import type { Question } from "#lib/preferences/schema.ts";
import type { Audience } from "#lib/segments/schema.ts";

/** What the words need: the form's questions (retired parts too) and the names of the saved rules. */
export type Vocabulary = { questions: Question[]; segments: { key: string; name: string }[] };

/** An audience as staff say it: 「青葉区・泉区 × 防犯情報」. */
export function audienceWords(audience: Audience, words: Vocabulary): string {
  switch (audience.kind) {
    case "everyone":
      return "友だち全員";
    case "registered":
      return "受信設定を登録した友だち";
    case "test":
      return "テスト配信先";
    case "recipientsOf":
      return "元の配信を受け取った人";
    case "segment":
      return words.segments.find(({ key }) => key === audience.key)?.name ?? `配信グループ「${audience.key}」`;
    case "rule":
      return ruleInWords(audience.rule, words.questions);
  }
}
