import { validateSignature } from "@line/bot-sdk";
import { getEnv } from "../env.ts";

/** Whether these exact bytes were signed with our channel's secret. */
export function isSignedByLine(raw: Buffer, signature: string | null): boolean {
  return signature !== null && validateSignature(raw, getEnv().line.channelSecret, signature);
}
