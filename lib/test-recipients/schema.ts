import { z } from "zod";

export const InviteTestRecipient = z.strictObject({
  name: z.string().trim().min(1, "名前を入力してください。").max(50, "名前は50文字以内にしてください。"),
});
