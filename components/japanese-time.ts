const inJapan = new Intl.DateTimeFormat("ja-JP", {
  timeZone: "Asia/Tokyo",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** `2026年11月21日(土) 14:05` */
export function formatJapaneseTime(at: Date | string, options: { seconds?: boolean } = {}): string {
  return `${formatJapaneseDate(at)} ${formatJapaneseClock(at, options)}`;
}

/** `2026年11月21日(土)` */
export function formatJapaneseDate(at: Date | string): string {
  const { year, month, day, weekday } = parts(at);
  return `${year}年${month}月${day}日(${weekday})`;
}

/** `14:05` */
export function formatJapaneseClock(at: Date | string, options: { seconds?: boolean } = {}): string {
  const { hour, minute, second } = parts(at);
  return options.seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

function parts(at: Date | string): Record<string, string> {
  return Object.fromEntries(inJapan.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
}
