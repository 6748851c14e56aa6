/** Why the page cannot go on, each with words that say what to do. */
export type TroubleKind = "network" | "server" | "line" | "setup" | "token_expired" | "token_invalid" | "training";

export class Trouble extends Error {
  kind: TroubleKind;

  constructor(kind: TroubleKind) {
    super(kind);
    this.kind = kind;
  }
}

export function troubleOf(error: unknown): TroubleKind {
  return error instanceof Trouble ? error.kind : "server";
}

export const troubleWords: Record<TroubleKind, { title: string; text: string; canRetry: boolean }> = {
  network: {
    title: "通信できませんでした",
    text: "電波のよいところで、もう一度お試しください。入力した内容は、この画面に残っています。",
    canRetry: true,
  },
  server: {
    title: "うまくいきませんでした",
    text: "しばらくしてから、もう一度お試しください。入力した内容は、この画面に残っています。",
    canRetry: true,
  },
  line: {
    title: "LINEにつながりませんでした",
    text: "電波のよいところで、もう一度お試しください。続くときは、この画面を閉じて、LINEのトークから開いてください。",
    canRetry: true,
  },
  setup: {
    title: "この画面の設定に問題があります",
    text: "お手数ですが、市の担当までお知らせください。",
    canRetry: false,
  },
  token_expired: {
    title: "時間がたったため、確認が必要です",
    text: "この画面を閉じて、LINEのトークからもう一度開いてください。",
    canRetry: false,
  },
  token_invalid: {
    title: "LINEのログインを確認できませんでした",
    text: "この画面を閉じて、LINEのトークからもう一度開いてください。",
    canRetry: false,
  },
  training: {
    title: "ここは練習用の画面です",
    text: "この画面は、練習用の電話（/sandbox）のトークにあるボタンから開きます。",
    canRetry: false,
  },
};
