import type { Db } from "#db/client.ts";
import { type Actor, must } from "../actor.ts";
import { Conflict, Invalid } from "../errors.ts";
import { changeSetting } from "../settings/change.ts";
import { parseAllowed } from "./allowed.ts";

type Limit = {
  /** One address or range a line. */
  ranges: string;
  /** The address whoever saves comes from; null at the machine itself. */
  from: string | null;
};

/** Limits from where the staff area may be reached; never so that whoever does it stands outside. */
export async function limitAddresses(db: Db, actor: Actor, { ranges, from }: Limit): Promise<void> {
  must(actor, "settings", "edit");
  const entries = ranges
    .normalize("NFKC")
    .split(/[\s,、]+/)
    .filter(Boolean);
  const wrong = entries.filter((entry) => !parseAllowed(entry));
  if (wrong.length > 0)
    throw new Invalid([
      {
        path: ["ranges"],
        message: `「${wrong.join("」「")}」は、IPアドレスかCIDR（例: 203.0.113.0/24）として読めません。`,
      },
    ]);
  if (from !== null && !parseAllowed(entries.join(","))!.allows(from))
    throw new Conflict(
      `いまお使いのアドレス（${from}）が含まれていないため、保存しませんでした。保存すると、この画面に戻れなくなります。`,
    );
  await changeSetting(db, actor, "adminAllowed", [...new Set(entries)]);
}
