import { parseArgs } from "node:util";
import { isWhole, mailSiege } from "./mails.ts";
import { besiege } from "./siege.ts";

/** `npm run crash -- --kills 100 [--followers N] [--seed N]`; with `--mails 1000` so many mails come in meanwhile. */
Object.assign(process.env, (await import("#test/environment.ts")).testEnvironment);
const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    followers: { type: "string", default: "30000" },
    mails: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
const begun = Date.now();
if (values.mails) await underMails(Number(values.mails));
const result = await besiege({
  kills: Number(values.kills ?? 100),
  followers: Number(values.followers),
  seed: Number(values.seed),
  tell: (line) => console.log(line),
});
console.log({ ...result, played: undefined, minutes: Math.round((Date.now() - begun) / 6000) / 10 });
const { lost, doubled, strangers, keysReused, unfinished } = result;
process.exit(lost + doubled + strangers + keysReused + unfinished === 0 ? 0 : 1);

async function underMails(mails: number): Promise<never> {
  const result = await mailSiege({ mails, kills: Number(values.kills ?? 12), seed: Number(values.seed) });
  console.log({ ...result, minutes: Math.round((Date.now() - begun) / 6000) / 10 });
  process.exit(isWhole(result) ? 0 : 1);
}
