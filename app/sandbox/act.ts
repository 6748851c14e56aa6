import type { LineAction } from "#components/message/line-message.ts";
import { toast } from "#components/toast.tsx";
import { tap, write } from "./actions.ts";
import { tell } from "./tell.ts";

/** What LINE would do when a button is tapped. */
export function act(userId: string, action: LineAction, openLiff: (path: string) => void): void {
  const { type, uri, text, data, displayText, clipboardText } = action;
  if (type === "uri" && uri) openUri(uri, openLiff);
  else if (type === "message" && text) void tell(write(userId, text));
  else if (type === "postback" && data) void tell(tap(userId, { data, displayText }));
  else if (type === "clipboard" && clipboardText) void navigator.clipboard.writeText(clipboardText);
  else toast("この操作は、サンドボックスでは再現していません。", "info");
}

/** A LIFF URL opens the city's own page inside the phone; everything else is the browser's. */
function openUri(uri: string, openLiff: (path: string) => void): void {
  const liff = /^https:\/\/(?:liff|miniapp)\.line\.me\/[^/?#]+(\/[^?#]*)?/.exec(uri);
  if (liff) openLiff(localPath(liff[1]));
  else if (/^https?:/.test(uri)) window.open(uri, "_blank", "noopener,noreferrer");
  else toast(`電話では ${uri} が開きます。`, "info");
}

/** The LIFF app's endpoint is /liff/preferences, so a path behind its address stands below that. */
function localPath(path = ""): string {
  return `/liff/preferences${path === "/" ? "" : path}`;
}
