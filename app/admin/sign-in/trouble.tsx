import { Notice } from "#components/notice.tsx";

export type Trouble = keyof typeof words;

const words = {
  wrong: {
    title: "メールアドレスかパスワードが違います。",
    advice: "大文字と小文字、全角と半角を確かめて、もう一度入力してください。",
  },
  wrongCode: {
    title: "確認コードが違います。",
    advice:
      "アプリにいま表示されている6桁を入力してください。一度使ったコードは使えないので、次の数字に変わるまで待ってください。",
  },
  throttled: {
    title: "失敗が続いたため、しばらくサインインできません。",
    advice: "15分ほど待ってから、もう一度お試しください。",
  },
  expired: {
    title: "サインインの期限が切れました。",
    advice: "この画面を開き直し、メールアドレスの入力からやり直してください。",
  },
  unknown: {
    title: "この認証の職員は、登録されていません。",
    advice: "市の認証のメールアドレスと同じアドレスで、この画面を管理している職員に登録を依頼してください。",
  },
  unverified: {
    title: "メールアドレスを確かめられないため、サインインできません。",
    advice: "市の認証が、確認済みのメールアドレスを渡していません。情報システムの担当者に知らせてください。",
  },
  oidc: {
    title: "市の認証でサインインできませんでした。",
    advice: "もう一度お試しください。続くときは、情報システムの担当者に知らせてください。",
  },
  failed: {
    title: "システムにつながりませんでした。",
    advice: "入力内容は残っています。少し待ってから、もう一度お試しください。",
  },
};

export function TroubleNotice({ trouble }: { trouble: Trouble | null }) {
  if (!trouble) return null;
  return (
    <Notice tone="error" title={words[trouble].title}>
      {words[trouble].advice}
    </Notice>
  );
}
