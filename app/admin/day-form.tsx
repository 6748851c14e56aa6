import { buttonLook } from "#components/button-look.ts";
import { Link } from "#components/link.tsx";

type Props = {
  /** The page that is asked for one day. */
  path: string;
  day: string | undefined;
  /** What else the address says, and keeps. */
  query?: Record<string, string | undefined>;
  /** The same page without a day. */
  allDays: string;
};

/** A plain form: it works before the page's JavaScript is there, and the day stands in the address. */
export function DayForm({ path, day, query = {}, allDays }: Props) {
  return (
    <form action={path} className="flex flex-wrap items-end gap-3">
      {Object.entries(query).map(([name, value]) => value && <input key={name} type="hidden" {...{ name, value }} />)}
      <label className="flex flex-col gap-1.5 text-std-16B-170">
        日付で絞り込む
        <input
          type="date"
          name="day"
          defaultValue={day}
          className="h-11 w-44 rounded-8 border border-solid-gray-600 bg-white px-3 text-std-16N-170 md:h-10 md:w-52"
        />
      </label>
      <button type="submit" className={buttonLook("secondary", "medium")}>
        この日を表示する
      </button>
      {day && (
        <span className="py-2">
          <Link href={allDays}>すべての日を表示する</Link>
        </span>
      )}
    </form>
  );
}
