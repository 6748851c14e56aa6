"use client";

import { FormattedTime } from "#components/formatted-time.tsx";
import { Icon } from "#components/icon.tsx";
import { Link } from "#components/link.tsx";
import type { ChangedMail } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { consequencesOf } from "./outcome-words.ts";

const shown = 50;

/** Each kind of change in one sentence, with its mails behind it. */
export function Consequences({ changed, words }: { changed: readonly ChangedMail[]; words: Vocabulary }) {
  return (
    <ul className="flex flex-col gap-2">
      {consequencesOf(changed, words).map(({ words: said, isWorse, mails }) => (
        <li key={said} className="rounded-8 border border-solid-gray-300 px-4 py-2">
          <details>
            <summary className="cursor-default text-std-16B-170">
              {isWorse && <Icon name="warning" className="mr-1 inline size-5 text-warning-yellow-2" />}
              {said}
            </summary>
            <ul className="flex flex-col gap-1 py-2">
              {mails.slice(0, shown).map(({ id, subject, receivedAt }) => (
                <li key={id} className="flex flex-wrap gap-x-3 text-dns-14N-130">
                  <FormattedTime at={receivedAt} />
                  <Link href={`/admin/mails/${id}`}>{subject || "（件名なし）"}</Link>
                </li>
              ))}
              {mails.length > shown && <li className="text-dns-14N-130">ほか{mails.length - shown}通</li>}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
