/** What became of a retry key: when it was first used, for which request, and which request LINE accepted under it. */
export type RetryKey = {
  firstAt: number;
  endpoint: string;
  bodyHash: string;
  acceptedAs?: string;
  sentMessages?: { id: string }[];
};
export type RetryKeys = Map<string, RetryKey>;

const form = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const validForMs = 24 * 3_600_000;

export function isRetryKey(value: string) {
  return form.test(value);
}

/**
 * The record of this key, begun now when the key is new or when 24 hours have passed since its first request.
 * `changed` tells that an earlier request under the same key was another one; LINE itself does not look.
 */
export function noteRetryKey(
  keys: RetryKeys,
  key: string,
  request: { endpoint: string; bodyHash: string; at: number },
) {
  const name = key.toLowerCase();
  const known = keys.get(name);
  if (known && request.at - known.firstAt < validForMs) return { record: known, changed: !isSame(known, request) };
  const record: RetryKey = { firstAt: request.at, endpoint: request.endpoint, bodyHash: request.bodyHash };
  keys.set(name, record);
  return { record, changed: false };
}

function isSame(known: RetryKey, request: { endpoint: string; bodyHash: string }) {
  return known.endpoint === request.endpoint && known.bodyHash === request.bodyHash;
}
