import type { LineMessage } from "#components/message/line-message.ts";
import type { Question } from "#lib/preferences/schema.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { type AudienceValue, audienceOf, audienceValueOf } from "./audience-value.ts";

/** What stands in the composer's fields while somebody types. */
export type Values = {
  title: string;
  messages: MessageValue[];
  audience: AudienceValue;
  lane: "normal" | "urgent";
  when: "now" | "later";
  date: string;
  time: string;
};

export type MessageValue = { id: string; message: LineMessage };

export type Saved = {
  title: string;
  messages: unknown[];
  audience: unknown;
  lane: string;
  scheduledFor: Date | string | null;
};

export const emptyText: LineMessage = { type: "text", text: "" };

/** What is to be said already, when somebody writes on from a mail. */
export type Said = { title: string; messages: LineMessage[] };

export function emptyValues(audience: AudienceValue, said: Said = { title: "", messages: [emptyText] }): Values {
  return { ...said, messages: withIds(said.messages), audience, lane: "normal", when: "now", date: "", time: "" };
}

/** A draft as fields. */
export function valuesOf(saved: Saved, questions: readonly Question[]): Values {
  const [date = "", time = ""] = saved.scheduledFor ? inJapan(new Date(saved.scheduledFor)) : [];
  return {
    title: saved.title,
    messages: withIds(saved.messages as LineMessage[]),
    audience: audienceValueOf(saved.audience as Audience, questions),
    lane: saved.lane === "urgent" ? "urgent" : "normal",
    when: saved.scheduledFor ? "later" : "now",
    date,
    time,
  };
}

/** The fields as what `composeBroadcast` takes. */
export function compositionOf(values: Values, questions: readonly Question[]) {
  const { title, messages, audience, lane } = values;
  const scheduledFor = hourOf(values);
  return {
    title,
    messages: messages.map(({ message }) => message),
    audience: audienceOf(audience, questions),
    lane: audience.kind === "test" ? ("test" as const) : lane,
    ...(scheduledFor ? { scheduledFor } : {}),
  };
}

/** The hour that stands in the fields, whole or not; none: now. */
export function hourOf({ when, date, time }: Values): string | undefined {
  return when === "later" ? `${date}T${time}:00+09:00` : undefined;
}

function withIds(messages: LineMessage[]): MessageValue[] {
  return messages.map((message, index) => ({ id: `m${index}`, message }));
}

function inJapan(at: Date): string[] {
  return at.toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" }).slice(0, 16).split(" ");
}
