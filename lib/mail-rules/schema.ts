import { z } from "zod";
import { MailRule } from "../mail/schema.ts";
import type { Audience } from "../segments/schema.ts";

const key = z.string("転送ルールを選んでください。").min(1, "転送ルールを選んでください。");
const version = z.string("画面を読み込み直してください。");

/** One change that staff make. `base`: the version of the rule they started from; null makes a new one, the last. */
export const RulesChange = z.discriminatedUnion(
  "do",
  [
    z.strictObject({ do: z.literal("save"), rule: MailRule, base: version.nullable() }),
    z.strictObject({ do: z.literal("order"), keys: z.array(key) }),
    z.strictObject({ do: z.literal("switch"), key, on: z.boolean("オンかオフを選んでください。") }),
    z.strictObject({ do: z.literal("remove"), key }),
  ],
  "変更の形が正しくありません。",
);
export type RulesChange = z.infer<typeof RulesChange>;
export type RulesChangeInput = z.input<typeof RulesChange>;

/** `seen`: the version of all rules that the change was tried with. */
export const ChangeRules = z.strictObject({
  change: RulesChange,
  seen: version,
  acceptFailing: z.boolean().default(false),
});

/** `after` and `looked`: the last mail of the steps before, and how many they were. */
export const DryRunStep = z.strictObject({
  change: RulesChange,
  seen: version,
  after: z.uuid().nullable(),
  looked: z.int().min(0),
});

export const SaveCase = z.strictObject({
  name: z
    .string("名前を入力してください。")
    .trim()
    .min(1, "名前を入力してください。")
    .max(100, "名前は100文字以内にしてください。"),
});

export type DecidedState = "forward" | "hold" | "unmatched" | "refused" | "unreadable";

/** What the rules make of a mail, without the guards: those depend on the hour. */
export type Outcome = {
  state: DecidedState;
  rule: string | null;
  text: string | null;
  audience: Audience | null;
};

export const outcomeParts = ["state", "rule", "audience", "text"] as const;
export type OutcomePart = (typeof outcomeParts)[number];

export type CaseResult = {
  id: string;
  name: string;
  createdAt: Date;
  createdBy: string;
  expected: Outcome;
  actual: Outcome;
  /** Empty: as it should be. */
  differs: OutcomePart[];
};

/** A mail of the last weeks that would now become something else. */
export type ChangedMail = {
  id: string;
  subject: string;
  receivedAt: Date;
  before: Outcome;
  after: Outcome;
  differs: OutcomePart[];
};

/** `after`: where the next step goes on; null when all were looked at. */
export type DryRunPart = { looked: number; total: number; changed: ChangedMail[]; after: string | null };

export type LabEntry = { step: string; outcome: string; detail: string };

/** Everything that a mail goes through, and nothing of it sent. */
export type LabReport = {
  reading: {
    subject: string;
    body: string;
    from: string;
    to: string[];
    date: Date | null;
    kind: string;
    charsetNotes: string[];
    problems: string[];
    unreadable: string | null;
    attachments: { name: string; type: string; size: number }[];
  };
  outcome: Outcome & { reason: string | null; source: string; lane: string | null };
  /** What would keep it from going by itself at this moment. */
  heldByGuard: string | null;
  drill: boolean;
  guards: LabEntry[];
  rules: { key: string; name: string; verdict: "taken" | "later" | "no" | "off"; why: string[] }[];
  steps: LabEntry[];
  route: LabEntry[];
  labels: { label: string; values: string[]; asked: boolean }[];
  people: number | null;
  messages: { type: "text"; text: string }[];
};
