import type { SignInOutcome } from "#db/words.ts";

export const outcomeWords: Record<SignInOutcome, string> = {
  signed_in: "成功",
  password_accepted: "パスワードまで成功",
  password_wrong: "失敗（パスワード）",
  code_wrong: "失敗（確認コード）",
  throttled: "失敗が続き拒否",
  oidc_signed_in: "成功（庁内認証）",
  oidc_refused: "失敗（庁内認証）",
};

type Show = { label: string; key?: string; outcomes?: SignInOutcome[] };

export const shows: readonly Show[] = [
  { label: "すべて" },
  { label: "成功", key: "success", outcomes: ["signed_in", "oidc_signed_in"] },
  { label: "失敗", key: "failure", outcomes: ["password_wrong", "code_wrong", "throttled", "oidc_refused"] },
  { label: "2段階認証の前で中断", key: "halfway", outcomes: ["password_accepted"] },
];

/** What a filter in the address shows; undefined for everything and for what is no filter. */
export function outcomesOf(key: string | null | undefined): SignInOutcome[] | undefined {
  return shows.find((show) => show.key && show.key === key)?.outcomes;
}
