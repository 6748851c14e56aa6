import { z } from "zod";

const moment = z.coerce.date("日時を入力してください。");

/** What to look for in the activity log. */
export const ActivityFilter = z.object({
  /** From this moment on. */
  from: moment.optional(),
  /** Before this moment. */
  to: moment.optional(),
  /** `broadcast.stop`, or `broadcast` for everything that is done to broadcasts. */
  action: z.string().max(200).optional(),
  /** `broadcast:…`, or `broadcast` for all of them. */
  subject: z.string().max(200).optional(),
  /** The id of a staff member or an API token. */
  actorId: z.string().max(200).optional(),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;

export const ActivityPage = ActivityFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The id of the last activity of the page before: older ones are shown. */
  before: z.uuid("ページの指定が正しくありません。").optional(),
});
