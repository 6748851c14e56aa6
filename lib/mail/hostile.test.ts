import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { hostileMails } from "../../samples/corpus/hostile.ts";

type Cost = { ms: number; mb: number; problem: string };

/** In a process of its own with the worker's small heap, as the worker would: read, decide, know again. */
const program = `
  const [{ hostileMails }, { readMail }, { decide }, { contentHashOf }, { MailRule }, { readFileSync, writeFileSync }] = await Promise.all([
    import("./samples/corpus/hostile.ts"), import("./lib/mail/read.ts"), import("./lib/mail/decide.ts"),
    import("./lib/mail/identity.ts"), import("./lib/mail/schema.ts"), import("node:fs"),
  ]);
  const kilobytes = (name) => Number(new RegExp(name + ":\\\\s+(\\\\d+) kB").exec(readFileSync("/proc/self/status", "utf8"))[1]);
  const { mail, questions } = JSON.parse(readFileSync("profiles/sendai.json", "utf8"));
  const steps = [{ on: "body", do: "remove", text: "<" }, { on: "body", do: "replace", text: "x", with: "yy" }];
  const last = { key: "last", name: "すべて", when: { field: "body", matches: "(a+)+$|." }, steps, audience: { kind: "everyone" } };
  const book = { rules: [...mail.rules, last].map((rule) => MailRule.parse(rule)), everywhere: mail.everywhere, cityName: "仙台市", questions };
  const costs = {};
  for (const [name, make] of Object.entries(hostileMails)) {
    const raw = Buffer.from(make());
    globalThis.gc();
    writeFileSync("/proc/self/clear_refs", "5"); // the peak begins anew
    const [before, begun] = [kilobytes("VmRSS"), process.cpuUsage()];
    const read = await readMail(raw);
    decide(read, {}, book);
    contentHashOf(read);
    const { user, system } = process.cpuUsage(begun);
    costs[name] = { ms: (user + system) / 1000, mb: (kilobytes("VmHWM") - before) / 1024, problem: read.unreadable ?? "" };
  }
  console.log(JSON.stringify(costs));
`;

let costs: Record<string, Cost>;

beforeAll(async () => {
  const flags = [
    "--expose-gc",
    "--max-semi-space-size=8",
    "--max-old-space-size=192",
    "--disable-warning=ExperimentalWarning",
  ];
  const run = promisify(execFile)(process.execPath, [...flags, "--input-type=module", "-e", program]);
  costs = JSON.parse((await run).stdout);
}, 120_000);

describe("mails that only an enemy writes", () => {
  it.each(Object.keys(hostileMails))("%s: read and decided on within a second of the processor and 200 MB", (name) => {
    const { ms, mb, problem } = costs[name]!;
    expect(ms).toBeLessThan(1000);
    expect(mb).toBeLessThan(200);
    expect(problem).not.toContain("形を読み取れません");
  });
});
