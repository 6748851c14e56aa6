import type { ReactNode } from "react";
import type { MailDetail } from "#lib/mail/status.ts";

type Reading = NonNullable<MailDetail["reading"]>;

/** What came in, and what is left of it after the rule's steps. */
export function MailText({ reading: { subject, body, text, attachments } }: { reading: Reading }) {
  return (
    <>
      <Part id="original" title="届いたメール">
        <p className="border-b border-solid-gray-200 pb-2 font-700">{subject || "（件名なし）"}</p>
        <Written>{body || "（本文なし）"}</Written>
        {attachments.length > 0 && (
          <p className="border-t border-solid-gray-200 pt-2 text-dns-14N-130 text-solid-gray-700">
            添付（配信されません）：{attachments.map(({ name }) => name).join("、")}
          </p>
        )}
      </Part>
      {text !== undefined && (
        <Part id="text" title="加工した後の文面">
          <Written>{text}</Written>
        </Part>
      )}
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h2 id={id} className="text-std-20B-150">
        {title}
      </h2>
      <div className="flex flex-col gap-2 rounded-8 border border-solid-gray-300 p-4">{children}</div>
    </section>
  );
}

function Written({ children }: { children: string }) {
  return <p className="text-std-16N-170 whitespace-pre-wrap">{children}</p>;
}
