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

const parts = {
  destinations: z.array(Destination).default([]),
  /** Who answers what residents write and tap, while a chatbot is there. */
  replyBy: z.enum(["kairan", "chatbot"], "kairan か chatbot を指定してください。").default("chatbot"),
  /** Who greets new friends, while a chatbot is there. */
  greetBy: z.enum(["kairan", "chatbot"], "kairan か chatbot を指定してください。").default("kairan"),
};

/** Which chatbots hear what LINE tells us, and who answers the residents. */
export const Chatbot = z
  .strictObject({
    ...parts,
    /** Names of hosts that may lead to addresses inside our own network. */
    privateHosts: z.array(z.string().trim().min(1, "ホスト名を入力してください。")).default([]),
  })
  .superRefine(eachNamedOnce);
export type Chatbot = z.infer<typeof Chatbot>;

/** What staff change on the page. */
export const ChangeChatbot = z.strictObject(parts).superRefine(eachNamedOnce);

/** What the page sends, before it is checked. */
export type ChatbotInput = z.input<typeof ChangeChatbot>;

/** Which forwardings to show; `troubled`: only those that a chatbot did not take. */
export const ForwardingPage = z.object({
  troubled: z.boolean().default(false),
  limit: z.number().int().min(1).max(200).default(50),
  offset: z.number().int().min(0).default(0),
});

function eachNamedOnce({ destinations }: { destinations: { name: string }[] }, context: z.RefinementCtx): void {
  const names = destinations.map(({ name }) => name);
  const double = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (double < 0) return;
  const message = "同じ名前の転送先があります。";
  context.addIssue({ code: "custom", path: ["destinations", double, "name"], message });
}
