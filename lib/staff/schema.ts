import { z } from "zod";
import { features, permissions, signInOutcomes } from "#db/words.ts";

const level = z.enum(permissions, "権限は none / view / edit / send のいずれかです。");

const nothing = Object.fromEntries(features.map((feature) => [feature, "none"])) as Record<
  (typeof features)[number],
  (typeof permissions)[number]
>;

/** One permission for everything, or one for each feature; what is not named is `none`. */
const permission = z
  .union([
    level.transform((one) => Object.fromEntries(features.map((feature) => [feature, one]))),
    z.partialRecord(z.enum(features), level),
  ])
  .transform((given) => ({ ...nothing, ...given }));

const password = z
  .string("パスワードを入力してください。")
  .min(12, "パスワードは12文字以上にしてください。")
  .max(200, "パスワードは200文字以内にしてください。");

const email = z
  .string("メールアドレスを入力してください。")
  .trim()
  .toLowerCase()
  .pipe(z.email("メールアドレスの形が正しくありません。hanako@city.example.jp のように入力してください。"));
const name = z.string().trim().min(1, "名前を入力してください。").max(100, "名前は100文字以内にしてください。");
const departmentId = z.uuid("部署を選んでください。").nullable();

export const roleKeys = ["administrator", "department", "viewer"] as const;
export type RoleKey = (typeof roleKeys)[number];

export const AddStaff = z.strictObject({
  email,
  name,
  password,
  permissions: permission.prefault("send"),
  departmentId: departmentId.default(null),
});

/** What is not named stays as it is. */
export const ChangeStaff = z.strictObject({
  name: name.optional(),
  permissions: permission.optional(),
  departmentId: departmentId.optional(),
});

export const InviteStaff = z.strictObject({ email, permissions: permission, departmentId });

export const AcceptInvitation = z.strictObject({ token: z.string().max(100), name, password });

export const DepartmentName = z
  .string()
  .trim()
  .min(1, "部署の名前を入力してください。")
  .max(50, "部署の名前は50文字以内にしてください。");

export const SignIn = z.object({
  email: z
    .string()
    .max(320)
    .transform((email) => email.trim().toLowerCase()),
  password: z.string().max(200),
  address: z.string().nullable().default(null),
  userAgent: z.string().nullable().default(null),
});

/** Digits may come in full width from a Japanese keyboard, and with spaces as apps show them. */
const code = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize("NFKC").replace(/\s/g, ""));

export const ConfirmSession = z.object({
  sessionId: z.string().max(100),
  code,
  address: z.string().nullable().default(null),
  userAgent: z.string().nullable().default(null),
});

export const OidcSignIn = z.object({
  email: z
    .string()
    .max(320)
    .transform((email) => email.trim().toLowerCase()),
  isVerified: z.boolean(),
  address: z.string().nullable().default(null),
  userAgent: z.string().nullable().default(null),
});

export const Rename = z.object({ name });

const currentPassword = z.string().min(1, "いまのパスワードを入力してください。").max(200);

export const ChangePassword = z.object({ password: currentPassword, newPassword: password });

/** That it is really them: the password, and a code where an app is set up. */
export const Proof = z.object({ password: currentPassword, code: code.default("") });

export const TypedCode = z.object({ code });

const moment = z.coerce.date("日時を入力してください。");

/** What to look for in the history of sign-ins: what came of it. */
export const SignInFilter = z.object({ outcomes: z.array(z.enum(signInOutcomes)).min(1).optional() });

/** And from a moment on, before a moment, part of an address. */
export const SignInPage = SignInFilter.extend({
  from: moment.optional(),
  to: moment.optional(),
  email: z.string().trim().max(320).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The id of the last attempt of the page before: older ones are shown. */
  before: z.uuid("ページの指定が正しくありません。").optional(),
});

const longestDays = 366 * 5;

export const AddToken = z.strictObject({
  name: z.string().trim().min(1, "トークンの名前を入力してください。").max(100, "名前は100文字以内にしてください。"),
  permissions: permission.prefault("send"),
  /** How many days it opens doors. */
  days: z.coerce
    .number("日数を入力してください。")
    .int("日数を整数で入力してください。")
    .min(1, "1日以上にしてください。")
    .max(longestDays, "5年以内にしてください。")
    .default(365),
});
