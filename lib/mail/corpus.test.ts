import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case } from "../../samples/corpus/bytes.ts";
import { charsetCases, subjectCases } from "../../samples/corpus/charsets.ts";
import { machineCases } from "../../samples/corpus/machines.ts";
import { htmlCases, structureCases } from "../../samples/corpus/structures.ts";
import { topicCases } from "../../samples/corpus/topics.ts";
import { decide } from "./decide.ts";
import { readMail } from "./read.ts";
import { MailRule } from "./schema.ts";

const corpus: Case[] = [
  ...topicCases,
  ...charsetCases,
  ...subjectCases,
  ...structureCases,
  ...htmlCases,
  ...machineCases,
];

describe("the corpus of mails made byte by byte", () => {
  it.each(corpus)("$name", async ({ name: _, raw, unreadable = false, problem = false, ...expected }) => {
    const read = await readMail(raw);
    const known = {
      subject: read.subject,
      text: read.text,
      kind: read.kind,
      from: read.from?.address,
      fromName: read.from?.name,
      attachments: read.attachments.map((attachment) => attachment.name),
    };
    expect(known).toMatchObject(JSON.parse(JSON.stringify(expected)));
    expect([read.unreadable !== undefined, read.problems.length > 0]).toEqual([unreadable, problem || unreadable]);
  });

  it("has at least 120 mails, no two of one name", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(120);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });
});

const anyMail = {
  key: "any",
  name: "すべて",
  when: { field: "subject", matches: ".*" },
  audience: { kind: "everyone" },
};
const book = { rules: [MailRule.parse(anyMail)], everywhere: [], cityName: "仙台市", questions: [] };

describe("20,000 mails damaged at random", () => {
  const place = fc.nat(4000);
  const damage = fc.oneof(
    fc.record({ kind: fc.constant("set" as const), at: place, byte: fc.nat(255) }),
    fc.record({ kind: fc.constant("cut" as const), at: place, length: fc.nat(60) }),
    fc.record({ kind: fc.constant("insert" as const), at: place, bytes: fc.uint8Array({ maxLength: 20 }) }),
    fc.record({ kind: fc.constant("repeat" as const), at: place, length: fc.nat(80) }),
  );

  it("throw nothing, say nothing that is no text, and take no time", { timeout: 120_000 }, async () => {
    const seeds = corpus.map(({ raw }) => raw).filter((raw) => raw.length > 0);
    let slowest = 0;
    const mutated = fc.tuple(fc.constantFrom(...seeds), fc.array(damage, { minLength: 1, maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(mutated, async ([seed, damages]) => {
        const raw = damages.reduce(damaged, seed);
        const start = process.cpuUsage();
        const read = await readMail(raw);
        const { user, system } = process.cpuUsage(start);
        slowest = Math.max(slowest, user + system);
        expect(read.unreadable ?? "").not.toContain("形を読み取れません");
        const { state, text = "" } = decide(read, {}, book);
        expect(state === "forward" && text === "").toBe(false);
        expect(read.subject.isWellFormed() && read.text.isWellFormed()).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    expect(slowest).toBeLessThan(1_000_000);
  });

  type Damage = { at: number } & (
    | { kind: "set"; byte: number }
    | { kind: "cut"; length: number }
    | { kind: "insert"; bytes: Uint8Array }
    | { kind: "repeat"; length: number }
  );

  function damaged(raw: Buffer, change: Damage): Buffer {
    const at = change.at % Math.max(1, raw.length);
    const [head, tail] = [raw.subarray(0, at), raw.subarray(at)];
    if (change.kind === "set") return Buffer.concat([head, Buffer.from([change.byte]), tail.subarray(1)]);
    if (change.kind === "cut") return Buffer.concat([head, tail.subarray(change.length)]);
    if (change.kind === "insert") return Buffer.concat([head, change.bytes, tail]);
    return Buffer.concat([head, tail.subarray(0, change.length), tail]);
  }
});
