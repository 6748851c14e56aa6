import { seedOf } from "#lib/staff/second-factor.ts";
import { uriOf } from "#lib/staff/totp.ts";
import type { Setup } from "./app-setup.tsx";
import { qrOf } from "./qr.ts";

/** What the page shows of an offered seed. */
export function setupOf(offer: Buffer, names: { city: string; account: string }): Setup {
  const seed = seedOf(offer);
  return { qr: qrOf(uriOf(seed, names)), seed };
}
