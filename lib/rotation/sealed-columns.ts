/** Where sealed bytes stand, and for which purpose: whoever adds such a column adds a line, or its test fails. */
export type Place = { table: string; key: string; keyType: "uuid" | "bigint"; column: string; purpose: string };

export const sealedColumns: Place[] = [
  { table: "webhook_calls", key: "id", keyType: "uuid", column: "raw", purpose: "webhook" },
  { table: "events", key: "id", keyType: "bigint", column: "body", purpose: "event" },
  { table: "mails", key: "id", keyType: "uuid", column: "raw", purpose: "mail" },
  { table: "mails", key: "id", keyType: "uuid", column: "reading", purpose: "reading" },
  { table: "mail_cases", key: "id", keyType: "uuid", column: "raw", purpose: "mail" },
  { table: "mail_cases", key: "id", keyType: "uuid", column: "expected", purpose: "mail-case" },
  { table: "staff", key: "id", keyType: "uuid", column: "totp_seed", purpose: "totp" },
  { table: "staff_sessions", key: "id", keyType: "uuid", column: "offered_seed", purpose: "totp" },
];

/** Answers are JSON, in which `{"sealed": "…"}` stands for a free text. */
export const sealedAnswers: Place = {
  table: "preferences",
  key: "follower_id",
  keyType: "bigint",
  column: "answers",
  purpose: "answer",
};
