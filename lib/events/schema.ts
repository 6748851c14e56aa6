import { z } from "zod";

const day = z.iso.date("日付は 2026-11-21 の形で指定してください。");

/** Which of the messages that residents wrote; `day` is one of Japan's. */
export const ReceivedPage = z.object({
  day: day.optional(),
  limit: z.number().int().min(1).max(200).default(50),
  offset: z.number().int().min(0).default(0),
});

/** Days of Japan, both included. */
export const TapPeriod = z.object({ from: day, to: day });
