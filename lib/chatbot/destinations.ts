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

/** `isOperators`: named by the environment, so not for staff to change. */
export type SetDestination = Destination & { enabled: boolean; isOperators: boolean };

export type Chatbots = { destinations: Destination[]; replyBy: Chatbot["replyBy"]; greetBy: Chatbot["greetBy"] };

/** What the operator's environment names stands under this name, unless staff took the name for their own. */
const ofEnvironment = "CHATBOT_WEBHOOK_URL";

/** The chatbots that hear of calls now. */
export async function readChatbots(db: Db): Promise<Chatbots> {
  const { replyBy, greetBy, ...set } = (await readSetting(db, "chatbot")) ?? Chatbot.parse({});
  return { destinations: all(set).filter((one) => one.enabled), replyBy, greetBy };
}

/** All chatbots that are set, those that are switched off as well. */
export async function allDestinations(db: Db): Promise<SetDestination[]> {
  return all((await readSetting(db, "chatbot")) ?? Chatbot.parse({}));
}

function all({ destinations, privateHosts }: Pick<Chatbot, "destinations" | "privateHosts">): SetDestination[] {
  const set = destinations.map((one) => ({ ...one, privateHosts, isOperators: false }));
  const { chatbotUrl: url } = getEnv();
  const isNamed = destinations.some((one) => one.name === ofEnvironment || one.url === url);
  if (!url || isNamed) return set;
  return [{ name: ofEnvironment, url, privateHosts: null, enabled: true, isOperators: true }, ...set];
}
