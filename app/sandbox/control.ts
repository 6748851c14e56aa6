import { notFound } from "next/navigation";
import { getEnv } from "#lib/env.ts";
import { type Control, createControl } from "#sandbox/control.ts";

/** The sandbox's control client. Where LINE is the real one, nothing under /sandbox exists. */
export function control(): Control {
  return createControl(sandboxUrl());
}

export function sandboxUrl(): string {
  return getEnv().sandbox?.url ?? notFound();
}
