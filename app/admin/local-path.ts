/** Where to go after signing in: only places of our own, so that a link in a mail cannot lead elsewhere. */
export function localPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string" || !/^\/admin(?:[/?#]|$)/.test(wanted)) return "/admin";
  const { origin, pathname, search } = new URL(wanted, here);
  const isOurs = origin === here && pathname.startsWith("/admin") && !pathname.startsWith("/admin/sign-in");
  return isOurs ? `${pathname}${search}` : "/admin";
}

const here = "http://kairan.invalid";
