import { createHmac } from "node:crypto";
import { validateSignature } from "@line/bot-sdk";
import { getEnv } from "../env.ts";

/** Whether these exact bytes were signed with our channel's secret. */
export function isSignedByLine(raw: Buffer, signature: string | null): boolean {
  return signature !== null && validateSignature(raw, getEnv().line.channelSecret, signature);
}

/** As LINE signs: for trying whether a chatbot takes what we hand on. */
export function signAsLine(raw: Buffer): string {
  return createHmac("sha256", getEnv().line.channelSecret).update(raw).digest("base64");
}
