import { expect, test } from "vitest";
import type { Question } from "#lib/preferences/schema.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { audienceWords } from "./audience-words.ts";

const questions: Question[] = [{ key: "age", kind: "single", label: "年代", choices: [{ key: "30s", label: "30代" }] }];
const vocabulary = { questions, segments: [{ key: "families", name: "子育て世帯" }] };

test.each<[Audience, string]>([
  [{ kind: "everyone" }, "友だち全員"],
  [{ kind: "rule", rule: { question: "age", anyOf: ["30s"] } }, "年代：30代"],
  [{ kind: "segment", key: "families" }, "子育て世帯"],
  [{ kind: "segment", key: "gone" }, "配信グループ「gone」"],
])("%j is said as staff say it", (audience, words) => {
  expect(audienceWords(audience, vocabulary)).toBe(words);
});
