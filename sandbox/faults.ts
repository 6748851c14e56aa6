import { z } from "zod";
import { isUserId } from "./user-id.ts";

const kinds = [
  ...(["500-before", "500-after", "hang-before", "hang-after", "reset-before", "reset-after"] as const),
  ...(["429-rate", "429-quota", "401", "403", "bad-id"] as const),
];

/**
 * A failure to play. `endpoint` is a route's name (multicast, push, profile, followers, certs, …) or `*`.
 * `before`: LINE has not taken the request; `after`: it has, and only the answer is lost (refused ones are left alone).
 * Without `count` it goes on until the faults are cleared; with `probability` (0–1) it strikes only sometimes.
 * A hang ends after `latencyMs` with the true answer, or never. `bad-id` makes LINE refuse `userId`, naming its place
 * unless `named` is false.
 */
export const faultSchema = z
  .object({
    endpoint: z.string().default("*"),
    kind: z.enum(kinds),
    count: z.number().int().positive().optional(),
    probability: z.number().min(0).max(1).optional(),
    userId: z.string().refine(isUserId).optional(),
    named: z.boolean().default(true),
    latencyMs: z.number().min(0).optional(),
    retryAfter: z.number().int().min(0).optional(),
  })
  .refine((fault) => fault.kind !== "bad-id" || fault.userId, { path: ["userId"], message: "bad-id needs a userId" });

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
export type Faults = Fault[];

/** The fault that strikes this request now, used up by one. */
export function takeFault(faults: Faults, endpoint: string, moment: "before" | "after"): Fault | undefined {
  const found = faults.find((fault) => momentOf(fault) === moment && fits(fault, endpoint) && strikes(fault));
  if (found) wear(faults, found);
  return found;
}

/** The index of the first recipient LINE shall refuse, and whether the answer names it. */
export function takeBadId(faults: Faults, endpoint: string, userIds: string[]) {
  for (const fault of faults) {
    if (fault.kind !== "bad-id" || !fits(fault, endpoint)) continue;
    const index = userIds.indexOf(fault.userId as string);
    if (index === -1 || !strikes(fault)) continue;
    wear(faults, fault);
    return { index, named: fault.named };
  }
  return undefined;
}

function momentOf(fault: Fault) {
  if (fault.kind === "bad-id") return undefined;
  return fault.kind.endsWith("-after") ? "after" : "before";
}

function fits(fault: Fault, endpoint: string) {
  return fault.endpoint === "*" || fault.endpoint === endpoint;
}

function strikes(fault: Fault) {
  return fault.probability === undefined || Math.random() < fault.probability;
}

function wear(faults: Faults, fault: Fault) {
  if (fault.count === undefined) return;
  fault.count -= 1;
  if (fault.count === 0) faults.splice(faults.indexOf(fault), 1);
}
