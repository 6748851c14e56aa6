import { createRemoteJWKSet, customFetch } from "jose";
import { log } from "../log.ts";

/** LINE's keys cannot be had: no token can be judged, so nobody may be told that theirs is wrong. */
export class KeysUnreachable extends Error {
  override name = "KeysUnreachable";
}

export type LoginKeys = {
  keyFor: ReturnType<typeof createRemoteJWKSet>;
  /** Whether LINE gave no keys when last asked: then the ones it gave before hold. */
  isStale: () => boolean;
};

/** The keys LINE signs ID tokens with, asked for again every ten minutes and when a token names one we do not know. */
export function createLoginKeys(url: string): LoginKeys {
  let known: string | undefined;
  let isStale = false;
  const ask = async (...asked: Parameters<typeof fetch>): Promise<Response> => {
    const told = await fetchKeys(...asked);
    isStale = told === undefined;
    known = told ?? known;
    if (isStale) log.warn({ keysKnown: known !== undefined }, "LINE's login keys cannot be had");
    if (known === undefined) throw new KeysUnreachable();
    return new Response(known);
  };
  const options = { timeoutDuration: 5000, cooldownDuration: 10_000, [customFetch]: ask };
  return { keyFor: createRemoteJWKSet(new URL(url), options), isStale: () => isStale };
}

/** Undefined when there was no answer, or one that is no set of keys (a page that speaks of maintenance). */
async function fetchKeys(...asked: Parameters<typeof fetch>): Promise<string | undefined> {
  try {
    const response = await fetch(...asked);
    const text = await response.text();
    const { keys } = JSON.parse(text) as { keys?: unknown };
    return response.status === 200 && Array.isArray(keys) ? text : undefined;
  } catch {
    return undefined;
  }
}
