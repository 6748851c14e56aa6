"use client";

import { useEffect, useReducer } from "react";
import type { TalkBubble } from "#components/phone/talk.tsx";
import type { Resident } from "#sandbox/control.ts";
import { reload } from "./actions.ts";
import type { PhoneState } from "./phones.ts";

type Change =
  | { kind: "all"; phones: PhoneState[] }
  | { kind: "bubble"; userId: string; bubble: TalkBubble }
  | { kind: "resident"; resident: Resident };

/** The phones, live. Every (re)connection reads them whole, so that nothing said in between is missing. */
export function usePhones(atFirst: PhoneState[]): PhoneState[] {
  const [phones, change] = useReducer(changed, atFirst);
  useEffect(() => {
    const events = new EventSource("/sandbox/events");
    events.onopen = async () => change({ kind: "all", phones: await reload() });
    events.addEventListener("talk", ({ data }) => change({ kind: "bubble", ...JSON.parse(data) }));
    events.addEventListener("resident", ({ data }) => change({ kind: "resident", resident: JSON.parse(data) }));
    return () => events.close();
  }, []);
  return phones;
}

function changed(phones: PhoneState[], change: Change): PhoneState[] {
  switch (change.kind) {
    case "all":
      return change.phones;
    case "bubble":
      return phones.map((phone) =>
        phone.resident.userId === change.userId ? withBubble(phone, change.bubble) : phone,
      );
    case "resident":
      return withResident(phones, change.resident);
  }
}

function withBubble(phone: PhoneState, bubble: TalkBubble): PhoneState {
  if (phone.bubbles.some((one) => one.id === bubble.id)) return phone;
  return { ...phone, bubbles: [...phone.bubbles, bubble] };
}

function withResident(phones: PhoneState[], resident: Resident): PhoneState[] {
  if (!resident.phone) return phones.filter((phone) => phone.resident.userId !== resident.userId);
  const isKnown = phones.some((phone) => phone.resident.userId === resident.userId);
  if (!isKnown) return [...phones, { resident, bubbles: [] }];
  return phones.map((phone) => (phone.resident.userId === resident.userId ? { ...phone, resident } : phone));
}
