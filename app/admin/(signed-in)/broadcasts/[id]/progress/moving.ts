import type { Fresh } from "./fresh.ts";

/** Being sent, or about to be: then it is worth looking every second. */
export function isMoving({ status, scheduledFor }: Pick<Fresh, "status" | "scheduledFor">, at: string | Date): boolean {
  if (status === "sending") return true;
  return status === "scheduled" && scheduledFor !== null && Date.parse(scheduledFor) <= new Date(at).getTime();
}
