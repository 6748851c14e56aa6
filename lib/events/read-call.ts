import { z } from "zod";

/** What we need of an event; LINE may add types and properties at any time, so all else passes, in any shape. */
const Event = z.looseObject({
  type: z.string().catch("unknown"),
  webhookEventId: z.string().optional().catch(undefined),
  timestamp: z.number().optional().catch(undefined),
  mode: z.string().optional().catch(undefined),
  replyToken: z.string().optional().catch(undefined),
  source: z
    .looseObject({ userId: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  message: z
    .looseObject({
      type: z.string().optional().catch(undefined),
      id: z.string().optional().catch(undefined),
      text: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  unsend: z
    .looseObject({ messageId: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  postback: z
    .looseObject({ data: z.string().catch(""), params: z.record(z.string(), z.unknown()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  deliveryContext: z
    .looseObject({ isRedelivery: z.boolean().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type ToldEvent = z.infer<typeof Event>;

const Call = z.looseObject({ events: z.array(z.unknown()).catch([]) });

/** The events of a call; none when it cannot be read, for what LINE signed is kept whatever it is. */
export function readCall(raw: Buffer): ToldEvent[] {
  const call = Call.safeParse(readJson(raw));
  return call.success ? call.data.events.flatMap(readEvent) : [];
}

/** An event that we stored. */
export function readStored(body: Buffer): ToldEvent {
  return Event.parse(readJson(body));
}

function readEvent(event: unknown): ToldEvent[] {
  const read = Event.safeParse(event);
  return read.success ? [read.data] : [];
}

function readJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return {};
  }
}
