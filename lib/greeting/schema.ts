import { z } from "zod";
import { type Message, Messages } from "../messages/schema.ts";

const Button = z.strictObject({
  label: z
    .string()
    .trim()
    .min(1, "ボタンの文字を入力してください。")
    .refine((value) => value.length <= 20, "ボタンの文字は20文字以内にしてください。"),
  uri: z
    .string()
    .trim()
    .max(1000, "リンク先は1,000文字以内にしてください。")
    .regex(
      /^(https?:\/\/\S+|tel:\S+|line:\S+|\{formUrl\})$/,
      "リンク先は https:// などで始まるURLか {formUrl} にしてください。",
    ),
});

const longestUnderTitle = 60;

/** A greeting as staff write it: a text, and a card with up to four buttons. */
export const GreetingInput = z
  .strictObject({
    text: z
      .string()
      .trim()
      .min(1, "本文を入力してください。")
      .refine((value) => value.length <= 5000, "本文は5,000文字以内にしてください（絵文字は2文字と数えます）。"),
    lead: z
      .string()
      .trim()
      .refine((value) => value.length <= 160, "ボタンの上の説明は160文字以内にしてください。"),
    /** Above the lead; may be left out. */
    title: z
      .string()
      .trim()
      .refine((value) => value.length <= 40, "見出しは40文字以内にしてください。")
      .default(""),
    buttons: z.array(Button).max(4, "ボタンは4個までです。"),
  })
  .refine(({ lead, buttons }) => buttons.length === 0 || lead.length > 0, {
    path: ["lead"],
    message: "ボタンの上の説明を入力してください。",
  })
  .refine(({ title, lead }) => title === "" || lead.length <= longestUnderTitle, {
    path: ["lead"],
    message: `見出しがあるときの説明は${longestUnderTitle}文字以内にしてください。`,
  });
export type GreetingInput = z.infer<typeof GreetingInput>;

/** The messages that are sent for it. */
export function greetingMessages({ text, title, lead, buttons }: GreetingInput): Message[] {
  const said: Message[] = [{ type: "text", text }];
  if (buttons.length === 0) return said;
  const actions = buttons.map(({ label, uri }) => ({ type: "uri" as const, label, uri }));
  return [
    ...said,
    { type: "template", altText: lead, template: { type: "buttons", ...(title && { title }), text: lead, actions } },
  ];
}

/** What staff wrote, from the messages; null when they are richer than this page can show (a profile may set anything). */
export function greetingInput(messages: Message[]): GreetingInput | null {
  const [first, card, ...more] = messages;
  if (first?.type !== "text" || more.length > 0) return null;
  const buttons = card === undefined ? { title: "", lead: "", buttons: [] } : cardInput(card);
  return buttons && { text: first.text, ...buttons };
}

function cardInput(card: Message): Omit<GreetingInput, "text"> | null {
  if (card.type !== "template" || card.template.type !== "buttons") return null;
  const { title = "", text, actions } = card.template;
  const isPlain = actions.every(({ type, uri }) => type === "uri" && uri !== undefined);
  if (!isPlain || "thumbnailImageUrl" in card.template) return null;
  return { title, lead: text, buttons: actions.map(({ label, uri }) => ({ label: String(label ?? ""), uri: uri! })) };
}

const keyword = z
  .string()
  .trim()
  .min(1, "キーワードを入力してください。")
  .max(50, "キーワードは50文字以内にしてください。");

/** What is answered to a message that is exactly one of these words. */
export const KeywordReplies = z
  .strictObject({
    enabled: z.boolean().default(false),
    replies: z
      .array(z.strictObject({ keyword, messages: Messages }))
      .max(200, "キーワードは200個までです。")
      .default([]),
  })
  .superRefine(({ replies }, context) => {
    const plain = replies.map((reply) => plainKeyword(reply.keyword));
    const double = plain.findIndex((one, index) => plain.indexOf(one) !== index);
    if (double < 0) return;
    const message = "同じキーワードがあります。";
    context.addIssue({ code: "custom", path: ["replies", double, "keyword"], message });
  });
export type KeywordReplies = z.infer<typeof KeywordReplies>;

/** Width, case and spaces around make no difference. */
export function plainKeyword(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

export const WhyNote = z.enum(["off", "footer", "link"], "付け方を選んでください。");
export type WhyNote = z.infer<typeof WhyNote>;
