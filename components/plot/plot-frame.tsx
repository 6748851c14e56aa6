import type { ReactNode } from "react";
import { Icon } from "../icon.tsx";

type Props = { title: string; note?: ReactNode; picture: ReactNode; table: ReactNode; csv: string };

/** A plot, what it says as a table, and as a file. Pictures are silent: whoever cannot see them has the table. */
export function PlotFrame({ title, note, picture, table, csv }: Props) {
  return (
    <figure className="flex min-w-0 flex-col gap-3">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="text-std-18B-160">{title}</span>
        <a
          href={csv}
          download
          className="inline-flex items-center gap-1 text-std-16N-170 text-blue-900 underline underline-offset-4"
        >
          <Icon name="download" className="size-4" />
          <span>
            CSV<span className="sr-only">で保存する：{title}</span>
          </span>
        </a>
      </figcaption>
      {note && <p className="text-dns-14N-130 text-solid-gray-700">{note}</p>}
      <div className="min-w-0">{picture}</div>
      <details>
        <summary className="w-fit cursor-pointer rounded-4 py-1 text-std-16N-170 text-blue-900 underline underline-offset-4">
          表で見る<span className="sr-only">：{title}</span>
        </summary>
        <div className="pt-2">{table}</div>
      </details>
    </figure>
  );
}
