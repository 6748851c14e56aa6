/** Doors of machines and residents' forms: each asks for its own token. */
const openApi = /^\/api\/(line|mail|liff|broadcasts|segments|health|ready|metrics)(\/|$)/;

/** Pages for residents and what pages are made of; only to be read. */
const openPages = [/^\/liff(\/|$)/, /^\/r\//, /^\/_next\/static(\/|$)/, /^\/favicon\.ico$/];

/** Ways to write one path as another. */
const devious = /\.\.|\/\/|\\|%2e|%2f|%5c/i;

/** Whether the path is a door that asks each caller for a token or a signature of its own, never for a cookie. */
export function isMachineDoor(path: string): boolean {
  return openApi.test(path) && !devious.test(path);
}

/**
 * Whether the whole world may ask this. Everything else is for staff, and so is every server action,
 * whichever page's URL it is posted to.
 */
export function isOpenToWorld({ path, method }: { path: string; method: string }): boolean {
  if (devious.test(path)) return false;
  if (openApi.test(path)) return true;
  return ["GET", "HEAD"].includes(method) && openPages.some((pattern) => pattern.test(path));
}
