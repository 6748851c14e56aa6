import { z } from "zod";
import { permissions } from "#db/words.ts";

const password = z
  .string("パスワードを入力してください。")
  .min(12, "パスワードは12文字以上にしてください。")
  .max(200, "パスワードは200文字以内にしてください。");

export const AddStaff = z.strictObject({
  email: z.email("メールアドレスの形が正しくありません。").transform((email) => email.toLowerCase()),
  name: z.string().trim().min(1, "名前を入力してください。").max(100, "名前は100文字以内にしてください。"),
  password,
  permission: z.enum(permissions, "権限は view / edit / send のいずれかです。").default("send"),
});

export const SignIn = z.object({
  email: z
    .string()
    .max(320)
    .transform((email) => email.trim().toLowerCase()),
  password: z.string().max(200),
  address: z.string().nullable().default(null),
});

export const AddToken = z.strictObject({
  name: z.string().trim().min(1, "トークンの名前を指定してください。").max(100, "名前は100文字以内にしてください。"),
  permission: z.enum(permissions, "権限は view / edit / send のいずれかです。").default("send"),
});
