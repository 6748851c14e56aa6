"use client";

import {
  UNSTABLE_Toast as AriaToast,
  Button,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { Icon, type IconName } from "./icon.tsx";

type Words = { text: string; tone: "success" | "error" | "info" };

const queue = new ToastQueue<Words>({ maxVisibleToasts: 3 });

/** Tells the result of an action. An error stays until it is closed; the rest goes after eight seconds. */
export function toast(text: string, tone: Words["tone"] = "success"): void {
  queue.add({ text, tone }, tone === "error" ? {} : { timeout: 8000 });
}

/** Once per layout. */
export function Toasts() {
  return (
    <ToastRegion
      queue={queue}
      aria-label="お知らせ"
      className="fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2 outline-none"
    >
      {({ toast: one }) => (
        <AriaToast
          toast={one}
          className={`flex w-full max-w-md items-start gap-3 rounded-8 border-l-8 bg-white p-4 shadow-3 ${looks[one.content.tone].edge}`}
        >
          <Icon name={looks[one.content.tone].icon} className={`mt-0.5 size-5 ${looks[one.content.tone].ink}`} />
          <ToastContent className="min-w-0 flex-1">
            <Text slot="title" className="text-std-16N-170">
              {one.content.text}
            </Text>
          </ToastContent>
          <Button slot="close" aria-label="閉じる" className="rounded-4 p-1">
            <Icon name="close" className="size-4" />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}

const looks: Record<Words["tone"], { icon: IconName; edge: string; ink: string }> = {
  success: { icon: "check", edge: "border-success-2", ink: "text-success-2" },
  error: { icon: "error", edge: "border-error-1", ink: "text-error-2" },
  info: { icon: "info", edge: "border-blue-900", ink: "text-blue-900" },
};
