/** What the whole world may reach: LINE, residents, other systems with their own tokens, and what pages are made of. */
const open = [
  /^\/api\/(line|mail|liff|broadcasts|segments|health|ready|metrics)(\/|$)/,
  /^\/liff(\/|$)/,
  /^\/r\//,
  /^\/_next\/(static|image)(\/|$)/,
  /^\/favicon\.ico$/,
];

/** Everything else is for staff; a server action is, whichever page's URL it is posted to. */
export function isOpenToWorld(path: string, isServerAction: boolean): boolean {
  return !isServerAction && open.some((pattern) => pattern.test(path));
}
