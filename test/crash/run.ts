import { parseArgs } from "node:util";
import { besiege } from "./siege.ts";

/** `npm run crash -- --kills 100 [--followers N] [--seed N]` */
Object.assign(process.env, (await import("#test/environment.ts")).testEnvironment);
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    followers: { type: "string", default: "30000" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
const begun = Date.now();
const result = await besiege({
  kills: Number(values.kills),
  followers: Number(values.followers),
  seed: Number(values.seed),
  tell: (line) => console.log(line),
});
console.log({ ...result, played: undefined, minutes: Math.round((Date.now() - begun) / 6000) / 10 });
const { lost, doubled, strangers, keysReused, unfinished } = result;
process.exit(lost + doubled + strangers + keysReused + unfinished === 0 ? 0 : 1);
