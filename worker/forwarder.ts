import type { Client } from "#db/client.ts";
import { forwarderChannel } from "#lib/chatbot/enqueue.ts";
import { createForwarder } from "#lib/chatbot/forward.ts";
import { log } from "#lib/log.ts";
import { createBell } from "./bell.ts";

const lookAgainMs = 500;
const tryAgainMs = 1000;

/** Hands LINE's calls to the chatbots, in a lane of its own: woken at commit, and never in the way of other jobs. */
export async function keepForwarding({ db, sql }: Client, stop: AbortSignal): Promise<void> {
  const bell = createBell();
  stop.addEventListener("abort", bell.ring, { once: true });
  const forwarder = createForwarder(db, bell.ring);
  const hearing = await hear(sql, bell.ring);
  while (!stop.aborted) {
    try {
      await forwarder.forwardReady();
      await bell.rung(lookAgainMs);
    } catch (error) {
      if (!stop.aborted) log.error({ err: error }, "forwarding failed; trying again");
      await bell.rung(tryAgainMs);
    }
  }
  await hearing?.unlisten().catch(() => {});
  await forwarder.close();
}

/** Without ears it still looks twice a second. */
async function hear(sql: Client["sql"], ring: () => void) {
  return sql.listen(forwarderChannel, ring, ring).catch(() => undefined);
}
