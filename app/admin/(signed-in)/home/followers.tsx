import { SummaryStrip } from "#components/summary-strip.tsx";
import type { FollowerCounts } from "#lib/followers/count.ts";
import { people, share } from "../../numbers.ts";

export function Followers({ counts: { friends, registered, blocked } }: { counts: FollowerCounts }) {
  const known = friends + blocked;
  return (
    <section aria-labelledby="followers" className="flex flex-col gap-4">
      <h2 id="followers" className="text-std-20B-150">
        友だち
      </h2>
      <SummaryStrip
        facts={[
          {
            label: "届けられる友だち",
            value: friends.toLocaleString("ja-JP"),
            unit: "人",
            note: "ブロックした人を除く",
          },
          {
            label: "受信設定を登録",
            value: registered.toLocaleString("ja-JP"),
            unit: "人",
            note: based(share(registered, friends), `登録 ${people(registered)} / 友だち ${people(friends)}`),
          },
          {
            label: "ブロック",
            value: blocked.toLocaleString("ja-JP"),
            unit: "人",
            note: based(share(blocked, known), `ブロック ${people(blocked)} / これまでの友だち ${people(known)}`),
          },
        ]}
      />
    </section>
  );
}

/** A rate never stands without its base. */
function based(rate: string | null, base: string): string {
  return rate ? `${rate}（${base}）` : "まだ友だちがいません";
}
