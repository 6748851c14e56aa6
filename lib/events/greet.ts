import type { Db } from "#db/client.ts";
import type { LineClient } from "../line/client.ts";
import { formUrl } from "../line/form-url.ts";
import { withFormUrl } from "../messages/schema.ts";
import { readSetting } from "../settings/settings.ts";

/**
 * Greets a new friend with the way to the form. A reply token can be used once and only for a minute,
 * so it is tried once; a greeting that comes too late is not worth a push. True when LINE took it, or none is set.
 */
export async function greet(db: Db, line: LineClient, replyToken: string): Promise<boolean> {
  const greeting = await readSetting(db, "greeting");
  if (!greeting) return true;
  const messages = withFormUrl(greeting.messages, formUrl());
  const answer = await line.post("/v2/bot/message/reply", JSON.stringify({ replyToken, messages }));
  return answer.status === 200;
}
