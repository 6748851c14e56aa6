import type { Db } from "#db/client.ts";
import { getEnv } from "../env.ts";
import { readSetting } from "../settings/settings.ts";
import { Chatbot } from "./schema.ts";

export type Destination = {
  name: string;
  url: string;
  /** Hosts of our own network that the operator named; null: any. */
  privateHosts: string[] | null;
};

export type Chatbots = { destinations: Destination[]; replyBy: Chatbot["replyBy"]; greetBy: Chatbot["greetBy"] };

/** What the operator's environment names stands under this name, unless staff took the name for their own. */
const ofEnvironment = "CHATBOT_WEBHOOK_URL";

/** The chatbots that hear of calls now. */
export async function readChatbots(db: Db): Promise<Chatbots> {
  const { destinations, replyBy, greetBy, privateHosts } = (await readSetting(db, "chatbot")) ?? Chatbot.parse({});
  const set = destinations.filter((one) => one.enabled).map(({ name, url }) => ({ name, url, privateHosts }));
  const { chatbotUrl: url } = getEnv();
  const isNamed = destinations.some((one) => one.name === ofEnvironment || one.url === url);
  const given = url && !isNamed ? [{ name: ofEnvironment, url, privateHosts: null }] : [];
  return { destinations: [...given, ...set], replyBy, greetBy };
}
