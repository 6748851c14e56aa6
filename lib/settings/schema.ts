import { z } from "zod";
import { Chatbot } from "../chatbot/schema.ts";
import { KeywordReplies, WhyNote } from "../greeting/schema.ts";
import { MailGuards } from "../mail/schema.ts";
import { Messages } from "../messages/schema.ts";

const minutes = z.number().positive();
const hoursOfDay = z
  .number("時間を数字で入力してください。")
  .positive("0より長くしてください。")
  .max(24, "24時間以内にしてください。");
const days = z.number().int().positive();
const fewPeople = "3から1,000までの整数を入力してください。";
const wholePeople = z.number(fewPeople).int(fewPeople).min(3, fewPeople).max(1000, fewPeople);

/** Every setting by name: its shape and what holds while nobody has set it. `custom` is what a profile adds of its own. */
export const settingShapes = {
  city: z.object({ name: z.string().min(1) }).default({ name: "未設定の市" }),
  greeting: z.object({ messages: Messages }).nullable().default(null),
  keywordReplies: KeywordReplies.default({ enabled: false, replies: [] }),
  mailEverywhere: z.array(z.string()).default([]),
  mailGuards: MailGuards.optional(),
  richMenus: z.array(z.unknown()).optional(),
  /** What we cannot read must not keep LINE waiting: then no chatbot is told. */
  chatbot: Chatbot.optional().catch(undefined),
  custom: z.record(z.string(), z.unknown()).default({}),
  /** LINE user ids of the duty staff, who are told by LINE as well. */
  dutyStaff: z.array(z.string()).default([]),
  /** After so many days it is forgotten whom a finished delivery went to, what mails said, LINE's calls as their bytes came, what their events said, what staff did, and who signed in. */
  retentionDays: z
    .object({
      recipients: days.default(90),
      mails: days.default(90),
      webhookCalls: days.default(7),
      events: days.default(90),
      activities: days.min(90).default(365),
      signIns: days.min(90).default(365),
    })
    .default({ recipients: 90, mails: 90, webhookCalls: 7, events: 90, activities: 365, signIns: 365 }),
  /** Reservations on the full hour begin up to so many seconds later, for all of Japan sends at that second. 0: never. */
  spreadSeconds: z.number().int().min(0).max(300).default(30),
  /** Whether what goes to a segment says why it came: not at all, in a line of its own, or behind a link. */
  whyNote: WhyNote.default("off"),
  /** Analysis shows no number of people below this. */
  smallestCell: wholePeople.default(10),
  /** The kill switch for everything that no member of staff sends by hand. */
  sendingOff: z.boolean().default(false),
  /** Which broadcasts of staff and of other systems (`api`) a second person must approve. Never those of mails. */
  approval: z
    .object({
      enabled: z.boolean(),
      everyone: z.boolean(),
      audienceOver: z.number().int().min(0).nullable(),
      api: z.boolean(),
    })
    .default({ enabled: false, everyone: true, audienceOver: null, api: true }),
  /** Whether staff need one-time codes as well. Null: with the real LINE yes, elsewhere as each likes. */
  requireSecondFactor: z.boolean().nullable().default(null),
  /** A sign-in ends after so many hours without a request, and after so many in any case. */
  sessionHours: z.object({ idle: hoursOfDay, absolute: hoursOfDay }).default({ idle: 8, absolute: 12 }),
  /** Addresses and CIDR ranges from which the staff area may be reached, besides ADMIN_ALLOWED_IPS. None: from anywhere. */
  adminAllowed: z.array(z.string().max(50)).max(200).default([]),
  /** Who gets the signed head of the activity log by mail once a day, to keep it where nobody here can change it. */
  headMailTo: z
    .array(z.email({ error: ({ input }) => `「${input}」は、メールアドレスとして読めません。` }).max(320))
    .max(20, "20件までにしてください。")
    .default([]),
  /** After so many minutes past its time a broadcast waits for a person instead of firing. */
  lateMinutes: z
    .object({ urgent: minutes, normal: minutes, test: minutes })
    .default({ urgent: 30, normal: 60, test: 60 }),
} as const;

/** What a profile may set besides its own parts; names we do not know are kept as they are. */
export const profileSettings = [
  "spreadSeconds",
  "lateMinutes",
  "retentionDays",
  "dutyStaff",
  "approval",
  "requireSecondFactor",
  "sessionHours",
  "smallestCell",
  "whyNote",
  "keywordReplies",
] as const;

export const ProfileSettings = z.looseObject(
  Object.fromEntries(profileSettings.map((name) => [name, settingShapes[name].removeDefault().optional()])) as {
    [Name in (typeof profileSettings)[number]]: z.ZodOptional<
      ReturnType<(typeof settingShapes)[Name]["removeDefault"]>
    >;
  },
);
export type ProfileSettings = z.infer<typeof ProfileSettings>;

export type SettingName = keyof typeof settingShapes;
export type Setting<Name extends SettingName> = z.output<(typeof settingShapes)[Name]>;
