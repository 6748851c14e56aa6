import { z } from "zod";

/**
 * A segment rule as cities write it. A rule speaks of friends who are not blocked;
 * `not` includes those who did not answer.
 */
export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { question: string; row?: string; anyOf: string[] }
  | { question: string; from?: number; to?: number }
  | { registered: true };

const key = z.string().min(1, "キーを入力してください。");

const ChoiceRule = z.strictObject({
  question: key,
  row: key.optional(),
  anyOf: z.array(key).min(1, "選択肢を1つ以上選んでください。"),
});

const NumberRule = z
  .strictObject({ question: key, from: z.number().optional(), to: z.number().optional() })
  .refine((rule) => rule.from !== undefined || rule.to !== undefined, "下限か上限のどちらかを入力してください。")
  .refine((rule) => rule.from === undefined || rule.to === undefined || rule.from <= rule.to, {
    message: "下限は上限以下にしてください。",
  });

const deepest = 20;

export const Rule: z.ZodType<Rule> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ all: z.array(Rule) }),
        z.strictObject({ any: z.array(Rule).min(1, "条件を1つ以上入れてください。") }),
        z.strictObject({ not: Rule }),
        ChoiceRule,
        NumberRule,
        z.strictObject({ registered: z.literal(true) }),
      ],
      "配信条件の形が正しくありません。",
    ),
  )
  .refine((rule) => depth(rule) <= deepest, `条件の入れ子は${deepest}段までです。`);

export const SegmentDefinition = z.strictObject({
  key: z.string().regex(/^[a-z0-9_-]{1,64}$/, "キーは半角の英小文字・数字・-・_ の64文字以内にしてください。"),
  name: z.string().min(1, "名前を入力してください。").max(100, "名前は100文字以内にしてください。"),
  rule: Rule,
});
export type SegmentDefinition = z.infer<typeof SegmentDefinition>;

/** A new one may leave its key to us. */
export const NewSegment = SegmentDefinition.partial({ key: true });

/**
 * What would lose its audience if the segment went away: mail rules, and broadcasts that have not begun. `elsewhere`: how
 * many more, which whoever asks may not see.
 */
export type SegmentUse = {
  mailRules: { key: string; name: string }[];
  broadcasts: { id: string; title: string }[];
  elsewhere: number;
};

export function countPlaces({ mailRules, broadcasts, elsewhere }: SegmentUse): number {
  return mailRules.length + broadcasts.length + elsewhere;
}

const open = [
  z.strictObject({ kind: z.literal("everyone") }),
  z.strictObject({ kind: z.literal("registered") }),
  z.strictObject({ kind: z.literal("segment"), key }),
  z.strictObject({ kind: z.literal("rule"), rule: Rule }),
  z.strictObject({ kind: z.literal("test") }),
] as const;

const wrongShape = "配信対象の形が正しくありません。";

/** Whom mail rules and other systems may name. `test` are the registered test recipients. */
export const OpenAudience = z.discriminatedUnion("kind", open, wrongShape);

/** Whom a broadcast is for: also those who got the one that it corrects. */
export const Audience = z.discriminatedUnion(
  "kind",
  [...open, z.strictObject({ kind: z.literal("recipientsOf"), broadcast: z.uuid() })],
  wrongShape,
);
export type Audience = z.infer<typeof Audience>;

function depth(rule: Rule): number {
  if ("all" in rule) return 1 + Math.max(0, ...rule.all.map(depth));
  if ("any" in rule) return 1 + Math.max(0, ...rule.any.map(depth));
  if ("not" in rule) return 1 + depth(rule.not);
  return 1;
}
