import { RE2JS } from "re2js";
import { z } from "zod";
import { lanes } from "#db/words.ts";
import { OpenAudience } from "#lib/segments/schema.ts";

/** What a condition may look at: the header unless it says envelope; `spf`, `dkim`, `dmarc` as told by the gateway. */
export const mailFields = [
  "from",
  "fromName",
  "envelopeFrom",
  "to",
  "listId",
  "subject",
  "body",
  "spf",
  "dkim",
  "dmarc",
] as const;
export type MailField = (typeof mailFields)[number];

const stepTargets = ["subject", "body", "message"] as const;

export type FieldCondition = { field: MailField } & (
  | { equals: string }
  | { contains: string }
  | { matches: string }
  | { containsAny: string[] }
);

/** Which mails a rule takes. */
export type When = { all: When[] } | { any: When[] } | { not: When } | FieldCondition;

const phrase = z
  .string("文字で入力してください。")
  .max(2000, "2,000文字以内で入力してください。")
  .refine((text) => text.trim() !== "", "語句を入力してください。");
const text = z
  .string("文字で入力してください。")
  .min(1, "文字を入力してください。")
  .max(5000, "5,000文字以内にしてください。");
const key = z
  .string("キーを文字で入力してください。")
  .regex(/^[a-zA-Z0-9_-]{1,64}$/, "キーは半角の英数字・-・_ の64文字以内にしてください。");
const phrases = z.array(phrase, "語句を一覧で入力してください。");
const minutes = z.number("分数を入力してください。").min(0, "0以上の分数にしてください。");

const operators = ["equals", "contains", "matches", "containsAny"] as const;
const deepest = 20;

// One object instead of a union: a union would hide the path of the mistake.
const LooseWhen: z.ZodType<Record<string, unknown>> = z.lazy(() =>
  z
    .strictObject({
      all: z.array(LooseWhen).min(1, "条件を1つ以上入れてください。").optional(),
      any: z.array(LooseWhen).min(1, "条件を1つ以上入れてください。").optional(),
      not: LooseWhen.optional(),
      field: z.enum(mailFields, `項目は ${mailFields.join("・")} のどれかにしてください。`).optional(),
      equals: phrase.optional(),
      contains: phrase.optional(),
      matches: phrase.refine(compiles, "正規表現（RE2）の書き方が正しくありません。").optional(),
      containsAny: phrases.min(1, "語句を1つ以上入れてください。").optional(),
    })
    .refine(
      isOneCondition,
      "条件は all・any・not か、field と equals・contains・matches・containsAny の1つにしてください。",
    ),
);

export const When = LooseWhen.refine(
  (when) => depth(when as When) <= deepest,
  `条件の入れ子は${deepest}段までです。`,
) as unknown as z.ZodType<When, When>;

const on = z.enum(stepTargets, "subject・body・message のどれかにしてください。");

/** One change to the text. A phrase that is not found changes nothing. */
export const Step = z.discriminatedUnion(
  "do",
  [
    z.strictObject({ on, do: z.literal("cutFrom"), text }),
    z.strictObject({ on, do: z.literal("cutBetween"), text, to: text }),
    z.strictObject({ on, do: z.literal("remove"), text }),
    z.strictObject({ on, do: z.literal("replace"), text, with: z.string().max(5000).default("") }),
    z.strictObject({ on, do: z.literal("addBefore"), text }),
    z.strictObject({ on, do: z.literal("addAfter"), text }),
    /** Several empty lines, as cuts leave them, become one. */
    z.strictObject({ on, do: z.literal("collapseBlankLines") }),
  ],
  "文面の加工の種類が正しくありません。",
);
export type Step = z.infer<typeof Step>;

const RouteRow = z.union(
  [
    key,
    z.strictObject({
      label: phrase,
      values: z.record(phrase, key).refine((values) => Object.keys(values).length > 0, "値を1つ以上入れてください。"),
      /** A row key, or "hold"; also for a mail without the label. */
      whenUnknown: key.default("hold"),
    }),
  ],
  "行は、行のキーか {label, values, whenUnknown} にしてください。",
);
export type RouteRow = z.infer<typeof RouteRow>;

const holdOrAll = z.enum(["hold", "all"], "hold か all にしてください。");

const RouteColumns = z.strictObject({
  labels: phrases.min(1, "見出しを1つ以上入れてください。"),
  in: z
    .array(z.enum(["body", "subject"], "body か subject にしてください。"))
    .min(1, "場所を1つ以上選んでください。")
    .default(["body"]),
  whenMissing: holdOrAll.default("hold"),
  whenUnknown: holdOrAll.default("hold"),
});
export type RouteColumns = z.infer<typeof RouteColumns>;

/** The audience that the mail's own words choose, on a grid question. Without `columns`: every column of the row. */
export const RouteAudience = z.strictObject({
  kind: z.literal("route"),
  question: key,
  row: RouteRow,
  columns: RouteColumns.optional(),
});
export type RouteAudience = z.infer<typeof RouteAudience>;

const MailAudience = z.discriminatedUnion(
  "kind",
  [...OpenAudience.options, RouteAudience],
  "配信対象の形が正しくありません。",
);

/** What stops a mail for a person to look at. `clash.words`: words (or groups of words) that must not come together. */
export const Guards = z.strictObject({
  maxAgeHours: z.number("時間数を入力してください。").positive("0より大きい時間数にしてください。"),
  futureMinutes: minutes,
  burst: z.strictObject({ mails: z.int().min(1, "1通以上にしてください。"), minutes }),
  sameContentMinutes: minutes,
  clash: z.strictObject({ words: z.union([phrases, z.array(phrases)]), minutes }),
  drillWords: phrases,
  testWords: phrases,
});
export type Guards = z.infer<typeof Guards>;

/** What a city, or one rule, says about them; the rest stays as it is. */
export const MailGuards = Guards.partial();
export type MailGuards = z.infer<typeof MailGuards>;

/** What holds where a city says nothing else. */
export const safeGuards: Guards = {
  maxAgeHours: 6,
  futureMinutes: 30,
  burst: { mails: 30, minutes: 10 },
  // Off until a city says how long: a real warning may be repeated word for word.
  sameContentMinutes: 0,
  // What one cause can bring at once (typhoon: 洪水 and 高潮; earthquake: 津波) must not hold the real warning.
  clash: {
    words: [
      ["大雪", "洪水"],
      ["大雪", "高潮"],
    ],
    minutes: 30,
  },
  drillWords: ["訓練", "くんれん"],
  // No bare 動作確認 or テスト: a subway is stopped for the one, and コンテスト holds the other. A テスト that stands alone or in
  // brackets is known in any case (`said.ts`), as long as there are words here at all.
  testWords: [
    "テスト配信",
    "配信テスト",
    "テスト送信",
    "送信テスト",
    "テストメール",
    "テストです",
    "テスト用",
    "【テスト】",
    "（テスト）",
    "［テスト］",
    "配信の動作確認",
    "システムの動作確認",
    "動作確認メール",
    "試験配信",
    "配信試験",
    "試験送信",
    "送信試験",
    "試験放送",
    "試験メール",
    "これは試験",
    "ダミーです",
    "ダミーメール",
    "this is only a test",
    "this is a test",
    "test mail",
  ],
};

/** Text with places for values, in order: `{件名}`, `{本文}`, `{エリア}` (what stands under a label); `{{` is a brace. */
export type TemplatePiece = { text: string } | { name: string } | { broken: string };

export function templatePieces(template: string): TemplatePiece[] {
  return [...template.matchAll(/\{\{|\}\}|\{([^{}\n]+)\}|[^{}]+|[{}]/g)].map(([whole, name]) => {
    if (name !== undefined) return name.trim() === "" ? { broken: whole } : { name: name.trim() };
    if (whole === "{" || whole === "}") return { broken: whole };
    return { text: whole === "{{" ? "{" : whole === "}}" ? "}" : whole };
  });
}

const Template = text.refine(
  (template) => templatePieces(template).every((piece) => !("broken" in piece)),
  "ひな形の { } の書き方が正しくありません。{件名}・{本文}・{見出しの名前} のように閉じてください。記号として使う { と } は {{ と }} のように重ねて書きます。",
);

export const MailRule = z.strictObject({
  key,
  name: z.string().min(1, "名前を入力してください。").max(100, "名前は100文字以内にしてください。"),
  when: When,
  steps: z.array(Step).default([]),
  audience: MailAudience,
  lane: z.enum(lanes, "緊急（urgent）・通常（normal）・テスト（test）のどれかにしてください。").optional(),
  action: z.enum(["send", "hold"], "send か hold にしてください。").optional(),
  source: z.string().min(1, "発信元の名前を入力してください。").max(100).optional(),
  /** Is the subject line part of the text? */
  subject: z.boolean().default(true),
  /** Takes the place of subject and body, after the steps; `{本文}` puts the body in, `{エリア}` the value of a label. */
  template: Template.optional(),
  /** `false`: switched off, it takes no mail. */
  enabled: z.boolean().optional(),
  guards: MailGuards.optional(),
});
export type MailRule = z.infer<typeof MailRule>;
export type MailRuleInput = z.input<typeof MailRule>;

export const MailProfile = z
  .strictObject({
    guards: MailGuards.optional(),
    everywhere: phrases.default([]),
    rules: z.array(MailRule).default([]),
    /** What one source says about the guards, by its name. */
    sources: z.record(z.string().min(1).max(320), MailGuards).optional(),
  })
  .superRefine((profile, context) => {
    for (const [index, rule] of profile.rules.entries()) {
      if (profile.rules.findIndex((other) => other.key === rule.key) === index) continue;
      context.addIssue({ code: "custom", path: ["rules", index, "key"], message: "同じキーの転送ルールがあります。" });
    }
  });
export type MailProfile = z.infer<typeof MailProfile>;

/** Gateways say "unknown" by leaving out or by null. */
const given = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? undefined);
const proof = given(z.string().max(200));

/** The JSON of `POST /api/mail`. */
export const InboundMail = z.object({
  raw: z
    .string("raw にメールを base64 で入れてください。")
    .min(1, "raw にメールを入れてください。")
    .regex(/^[A-Za-z0-9+/=\s]*$/, "raw は base64 で送ってください。"),
  envelope: given(
    z.object({
      from: z.string().nullish(),
      to: z
        .array(z.string())
        .nullish()
        .transform((to) => to ?? []),
    }),
  ),
  auth: given(z.object({ spf: proof, dkim: proof, dmarc: proof })),
});
export type InboundMail = z.infer<typeof InboundMail>;
export type MailEnvelope = NonNullable<InboundMail["envelope"]>;
export type MailAuth = Partial<NonNullable<InboundMail["auth"]>>;

/** A person sends a held mail; an audience where the mail itself led to none, or to others. */
export const SendHeldMail = z.strictObject({ audience: OpenAudience.optional() });

const sourceName = z
  .string("発信元を入力してください。")
  .trim()
  .min(1, "発信元を入力してください。")
  .max(320, "発信元は320文字以内で入力してください。");
const reason = z.string("理由を文字で入力してください。").trim().max(200, "理由は200文字以内にしてください。");

export const DismissMail = z.strictObject({ reason: reason.optional() });
export const DismissMails = z.strictObject({
  ids: z.array(z.uuid()).min(1, "メールを選んでください。").max(500, "一度に見送れるのは500通までです。"),
});
export const PauseSource = z.strictObject({ name: sourceName, reason: reason.optional() });
export const ResumeSource = z.strictObject({ name: sourceName });
/** Null: the city's limits again. */
export const SetSourceGuards = z.strictObject({ name: sourceName, guards: MailGuards.nullable() });
/** Null: the safe limits again. */
export const SetCityGuards = z.strictObject({ guards: MailGuards.nullable() });
export const SetSourceDrill = z.strictObject({ name: sourceName, on: z.boolean("on か off を選んでください。") });

/** The limits that hold for a rule's mails: the rule's own, else its source's, else the city's, else the safe ones. */
export function guardsFor(
  city: MailGuards | undefined,
  source?: MailGuards | null,
  rule?: Pick<MailRule, "guards">,
): Guards {
  return { ...safeGuards, ...city, ...source, ...rule?.guards };
}

function compiles(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

function isOneCondition(when: Record<string, unknown>): boolean {
  const groups = ["all", "any", "not"].filter((name) => when[name] !== undefined).length;
  const used = operators.filter((name) => when[name] !== undefined).length;
  if (when.field === undefined) return groups === 1 && used === 0;
  return groups === 0 && used === 1;
}

function depth(when: When): number {
  if ("all" in when && when.all) return 1 + Math.max(...when.all.map(depth));
  if ("any" in when && when.any) return 1 + Math.max(...when.any.map(depth));
  if ("not" in when && when.not) return 1 + depth(when.not);
  return 1;
}
