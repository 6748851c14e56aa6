import type { TalkBubble } from "#components/phone/talk.tsx";
import type { Bubble, Resident } from "#sandbox/control.ts";
import { control } from "./control.ts";

export type PhoneState = { resident: Resident; bubbles: TalkBubble[] };

/** Every resident with a phone, and what it shows. */
export async function readPhones(): Promise<PhoneState[]> {
  const client = control();
  const { residents } = await client.residents();
  const phones = residents.filter((resident) => resident.phone).map((resident) => client.talk(resident.userId));
  return (await Promise.all(phones)).map(({ resident, bubbles }) => ({ resident, bubbles: bubbles.map(toTalk) }));
}

function toTalk({ id, from, message, at }: Bubble): TalkBubble {
  return { id, from, message: message as TalkBubble["message"], at };
}
