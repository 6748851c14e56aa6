import type { Db } from "#db/client.ts";
import { countAudience } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import type { Setting } from "../settings/schema.ts";
import { readSetting } from "../settings/settings.ts";
import type { Broadcast } from "./compose.ts";

type Known = Pick<Broadcast, "source" | "audience">;
type Rule = Setting<"approval">;

/** Whether a second person must look at it before it is sent. Its people are counted only where the number decides. */
export async function needsApproval(db: Db, broadcast: Known): Promise<boolean> {
  const rule = await readSetting(db, "approval");
  if (!isUnder(rule, broadcast)) return false;
  const audience = broadcast.audience as Audience;
  if (rule.everyone && audience.kind === "everyone") return true;
  return rule.audienceOver !== null && (await countAudience(db, audience)) > rule.audienceOver;
}

/** Mails have their rules' own 「保留」, and a trial reaches colleagues only. */
function isUnder({ enabled, api }: Rule, { source, audience }: Known): boolean {
  if (!enabled || (audience as Audience).kind === "test") return false;
  return source === "staff" || (source === "api" && api);
}
