import { formatJapaneseClock, formatJapaneseDate } from "./japanese-time.ts";

type Props = { at: Date | string; planned?: boolean; seconds?: boolean; className?: string };

/** How long something holds. */
export function Until({ at }: Pick<Props, "at">) {
  return (
    <>
      <FormattedTime at={at} /> <span className="whitespace-nowrap">まで</span>
    </>
  );
}

/** The exact time in Japan. What lies ahead carries 「予定」. */
export function FormattedTime({ at, planned, seconds, className }: Props) {
  const iso = new Date(at).toISOString();
  return (
    <time dateTime={iso} className={`tabular-nums ${className ?? ""}`}>
      <span className="whitespace-nowrap">{formatJapaneseDate(at)}</span>{" "}
      <span className="whitespace-nowrap">
        {formatJapaneseClock(at, { seconds })}
        {planned && " 予定"}
      </span>
    </time>
  );
}
