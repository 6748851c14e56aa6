import { z } from "zod";

/**
 * LINE message objects as we accept them: the shapes and limits LINE documents
 * (Messaging API reference, "Message objects"), so that a mistake is named before LINE sees it.
 * Unknown properties pass through unchanged, as LINE lets them.
 */

const longestText = 5000;
const flexBubbleBytes = 30_000;
const flexCarouselBytes = 50_000;

/** Counted in UTF-16 code units as LINE does; Zod's own `max` counts code points. */
const text = z
  .string("本文を入力してください。")
  .min(1, "本文を入力してください。")
  .refine((value) => value.length <= longestText, "本文は5,000文字以内にしてください（絵文字は2文字と数えます）。");

const altText = z
  .string()
  .min(1, "代替テキストを入力してください。")
  .max(1500, "代替テキストは1,500文字以内にしてください。");

const httpsUrl = z
  .string()
  .max(2000, "URLは2,000文字以内にしてください。")
  .regex(/^https:\/\/\S+$/, "https:// で始まるURLを入力してください。");

const action = z
  .looseObject({
    type: z.enum(
      [
        "postback",
        "message",
        "uri",
        "datetimepicker",
        "camera",
        "cameraRoll",
        "location",
        "clipboard",
        "richmenuswitch",
      ],
      {
        error: "アクションの種類が正しくありません。",
      },
    ),
    uri: z
      .string()
      .max(1000, "リンク先は1,000文字以内にしてください。")
      .regex(/^(https?:|line:|tel:|\{formUrl\})/, "リンク先は https: http: line: tel: のいずれかで始めてください。")
      .optional(),
    data: z.string().max(300, "data は300文字以内にしてください。").optional(),
    text: z.string().max(300, "送るテキストは300文字以内にしてください。").optional(),
  })
  .refine((value) => value.type !== "uri" || value.uri !== undefined, {
    path: ["uri"],
    message: "リンク先を入力してください。",
  });

const common = {
  quickReply: z
    .looseObject({ items: z.array(z.looseObject({ action })).max(13, "クイックリプライは13個までです。") })
    .optional(),
  sender: z.looseObject({ name: z.string().max(20, "送信者名は20文字以内にしてください。").optional() }).optional(),
};

const TextMessage = z.looseObject({ type: z.literal("text"), text, ...common });
const TextV2Message = z.looseObject({ type: z.literal("textV2"), text, ...common });
const StickerMessage = z.looseObject({
  type: z.literal("sticker"),
  packageId: z.string(),
  stickerId: z.string(),
  ...common,
});
const ImageMessage = z.looseObject({
  type: z.literal("image"),
  originalContentUrl: httpsUrl,
  previewImageUrl: httpsUrl,
  ...common,
});
const VideoMessage = z.looseObject({
  type: z.literal("video"),
  originalContentUrl: httpsUrl,
  previewImageUrl: httpsUrl,
  ...common,
});
const AudioMessage = z.looseObject({
  type: z.literal("audio"),
  originalContentUrl: httpsUrl,
  duration: z.number().positive(),
  ...common,
});
const LocationMessage = z.looseObject({
  type: z.literal("location"),
  title: z.string().min(1).max(100),
  address: z.string().min(1).max(100),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  ...common,
});
const ImagemapMessage = z.looseObject({
  type: z.literal("imagemap"),
  baseUrl: httpsUrl,
  altText,
  baseSize: z.looseObject({ width: z.literal(1040, "幅は1040にしてください。"), height: z.number().int().positive() }),
  actions: z.array(z.looseObject({ type: z.string() })).max(50, "領域は50個までです。"),
  ...common,
});
const TemplateMessage = z.looseObject({
  type: z.literal("template"),
  altText,
  template: z.lazy(() => Template),
  ...common,
});
const FlexMessage = z.looseObject({
  type: z.literal("flex"),
  altText,
  contents: z.lazy(() => FlexContainer),
  ...common,
});

const Template = z.discriminatedUnion(
  "type",
  [
    z.looseObject({
      type: z.literal("buttons"),
      text: z.string().min(1).max(160, "ボタンテンプレートの本文は160文字以内にしてください。"),
      title: z.string().max(40).optional(),
      actions: z.array(action).min(1).max(4, "ボタンは4個までです。"),
    }),
    z.looseObject({ type: z.literal("confirm"), text: z.string().min(1).max(240), actions: z.array(action).length(2) }),
    z.looseObject({
      type: z.literal("carousel"),
      columns: z
        .array(z.looseObject({ text: z.string().min(1).max(120), actions: z.array(action).min(1).max(3) }))
        .min(1)
        .max(10, "カルーセルは10枚までです。")
        .refine(
          (columns) => new Set(columns.map((column) => column.actions.length)).size <= 1,
          "ボタンの数をすべての列でそろえてください。",
        ),
    }),
    z.looseObject({
      type: z.literal("image_carousel"),
      columns: z
        .array(z.looseObject({ imageUrl: httpsUrl, action }))
        .min(1)
        .max(10),
    }),
  ],
  "テンプレートの種類が正しくありません。",
);

const bubble = z
  .looseObject({ type: z.literal("bubble") })
  .refine((value) => bytesOf(value) <= flexBubbleBytes, "バブルは30KB以内にしてください。");

const FlexContainer = z.discriminatedUnion(
  "type",
  [
    bubble,
    z
      .looseObject({ type: z.literal("carousel"), contents: z.array(bubble).min(1).max(12, "バブルは12個までです。") })
      .refine((value) => bytesOf(value) <= flexCarouselBytes, "カルーセルは50KB以内にしてください。"),
  ],
  "Flex Message の形が正しくありません。",
);

export const Message = z.discriminatedUnion(
  "type",
  [
    TextMessage,
    TextV2Message,
    StickerMessage,
    ImageMessage,
    VideoMessage,
    AudioMessage,
    LocationMessage,
    ImagemapMessage,
    TemplateMessage,
    FlexMessage,
  ],
  "メッセージの種類が正しくありません。",
);
export type Message = z.infer<typeof Message>;

export const Messages = z
  .array(Message, "メッセージの並びを指定してください。")
  .min(1, "メッセージを1つ以上入れてください。")
  .max(5, "一度に送れるメッセージは5つまでです。");

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** In a link: where this city's registration form is. Replaced when a message is composed or a greeting is sent. */
const formUrlPlaceholder = "{formUrl}";

export function withFormUrl(messages: Message[], formUrl: string): Message[] {
  return JSON.parse(JSON.stringify(messages).replaceAll(formUrlPlaceholder, formUrl));
}
