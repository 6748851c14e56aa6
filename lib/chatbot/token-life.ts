/** LINE speaks of a minute; a reply needs a moment to get there. */
const lifeMs = 55_000;
/** How late a call may come and still be counted from the event itself. */
const believableMs = 30_000;

type Told = { occurredAt: Date; redelivered: boolean };

/**
 * Until when a call's reply tokens are worth forwarding: counted from the event, or from the call when that is a
 * redelivery (its tokens live anew), has no event, or tells a time that cannot be (clocks differ, events are rehearsed).
 */
export function tokensLiveUntil(receivedAt: Date, events: Told[]): Date {
  const at = receivedAt.getTime();
  const told = events
    .filter((event) => !event.redelivered)
    .map((event) => event.occurredAt.getTime())
    .filter((time) => time <= at && time > at - believableMs);
  return new Date(Math.min(at, ...told) + lifeMs);
}
