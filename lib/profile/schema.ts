import { z } from "zod";
import { Chatbot } from "../chatbot/schema.ts";
import { MailProfile } from "../mail/schema.ts";
import { Messages } from "../messages/schema.ts";
import { Question } from "../preferences/schema.ts";
import { SegmentDefinition } from "../segments/schema.ts";
import { ProfileSettings } from "../settings/schema.ts";

/** LINE user ids are issued per provider and look like this. */
const lineUserId = z.string().regex(/^U[0-9a-f]{32}$/, "LINEユーザーIDは U と32桁の16進数です。");

/** A city's whole setting as one file. */
export const Profile = z.strictObject({
  version: z.literal(1, "version は 1 にしてください。"),
  city: z.strictObject({ name: z.string().trim().min(1, "市の名前を入力してください。") }),
  questions: z.array(Question),
  segments: z.array(SegmentDefinition).default([]),
  greeting: z.strictObject({ messages: Messages }).optional(),
  mail: MailProfile.optional(),
  richMenus: z.array(z.unknown()).optional(),
  chatbot: Chatbot.optional(),
  testRecipients: z
    .array(z.strictObject({ name: z.string().trim().min(1, "名前を入力してください。"), lineUserId }))
    .default([]),
  settings: ProfileSettings.default({}),
});
export type Profile = z.infer<typeof Profile>;
