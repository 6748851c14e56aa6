import type { LineClient } from "./client.ts";

/** Whether the month's messages are gone. Unknown counts as no: then the 429 was about speed. */
export async function isQuotaUsedUp(line: LineClient): Promise<boolean> {
  const [quota, usage] = await Promise.all([
    line.get("/v2/bot/message/quota"),
    line.get("/v2/bot/message/quota/consumption"),
  ]);
  if (quota.status !== 200 || usage.status !== 200 || quota.body.type !== "limited") return false;
  return Number(usage.body.totalUsage) >= Number(quota.body.value);
}
