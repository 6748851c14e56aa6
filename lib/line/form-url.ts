import { getEnv } from "../env.ts";

/** Where residents open the registration form: LINE opens it inside the app. */
export function formUrl(): string {
  return `https://liff.line.me/${getEnv().liffId}`;
}
