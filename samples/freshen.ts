/** A sample as if it were sent now: a Date and a Message-ID of its own, so that a demo can be run twice. */
export function freshen(raw: Buffer, now: Date): Buffer {
  const text = raw.toString("latin1");
  const id = `<${now.getTime().toString(36)}.${Math.random().toString(36).slice(2, 10)}@samples.example>`;
  const end = text.search(/\r?\n\r?\n/);
  const head = text
    .slice(0, end)
    .replace(/^Date:.*$/im, `Date: ${mailDate(now)}`)
    .replace(/^Message-ID:.*$/im, `Message-ID: ${id}`);
  return Buffer.from(head + text.slice(end), "latin1");
}

/** RFC 5322, in Japan's time. */
export function mailDate(date: Date): string {
  const japan = new Date(date.getTime() + 9 * 3600_000).toUTCString();
  return japan.replace("GMT", "+0900");
}
