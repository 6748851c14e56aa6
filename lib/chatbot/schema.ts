import { z } from "zod";

const httpUrl = z
  .string()
  .max(500, "URLは500文字以内にしてください。")
  .refine(
    (value) => URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol),
    "http: か https: で始まるURLを入力してください。",
  );

const Destination = z.strictObject({
  name: z.string().trim().min(1, "名前を入力してください。").max(50, "名前は50文字以内にしてください。"),
  url: httpUrl,
  enabled: z.boolean().default(true),
});

/** Which chatbots hear what LINE tells us, and who answers the residents. */
export const Chatbot = z
  .strictObject({
    destinations: z.array(Destination).default([]),
    /** Who answers what residents write and tap, while a chatbot is there. */
    replyBy: z.enum(["kairan", "chatbot"], "kairan か chatbot を指定してください。").default("chatbot"),
    /** Who greets new friends, while a chatbot is there. */
    greetBy: z.enum(["kairan", "chatbot"], "kairan か chatbot を指定してください。").default("kairan"),
    /** Names of hosts that may lead to addresses inside our own network. */
    privateHosts: z.array(z.string().trim().min(1, "ホスト名を入力してください。")).default([]),
  })
  .refine(({ destinations }) => new Set(destinations.map((one) => one.name)).size === destinations.length, {
    path: ["destinations"],
    message: "同じ名前の転送先があります。",
  });
export type Chatbot = z.infer<typeof Chatbot>;
