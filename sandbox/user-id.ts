import { hash } from "node:crypto";

const form = /^U[0-9a-f]{32}$/;

export function isUserId(value: unknown): value is string {
  return typeof value === "string" && form.test(value);
}

/** The id of the n-th bulk resident (n from 1); `kairan seed` makes the same ids from the same formula. */
export function bulkUserId(n: number) {
  return `U${hash("sha256", `kairan-seed:${n}`).slice(0, 32)}`;
}
