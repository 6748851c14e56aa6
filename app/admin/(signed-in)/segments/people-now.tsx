import { Suspense } from "react";
import { people, share } from "../../numbers.ts";

type Props = { count: Promise<number | null>; friends: Promise<number | null> };

/** Comes when it is counted; the page around it is there already. */
export function PeopleNow(props: Props) {
  return (
    <Suspense fallback={<span className="text-solid-gray-700">数えています…</span>}>
      <Counted {...props} />
    </Suspense>
  );
}

async function Counted({ count, friends }: Props) {
  const [counted, all] = await Promise.all([count, friends]);
  if (counted === null) return "数えられませんでした";
  const part = share(counted, all ?? 0);
  return (
    <>
      <span className="whitespace-nowrap">{people(counted)}</span>{" "}
      {part && <span className="text-dns-14N-130 whitespace-nowrap text-solid-gray-700 md:block">友だちの {part}</span>}
    </>
  );
}
