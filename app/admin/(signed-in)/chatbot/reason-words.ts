const words: Record<string, string> = {
  "taken back": "住民がメッセージを取り消したため、転送しませんでした",
  "switched off": "転送先が停止中のため、転送しませんでした",
  interrupted: "転送中にこのシステムが止まり、届いたかどうか分かりません",
  "no answer in time": "10秒以内に応答がありませんでした",
  ForbiddenAddress: "組織内のネットワークにあるため、接続しませんでした",
  ECONNREFUSED: "接続を断られました",
  ECONNRESET: "途中で接続が切れました",
  "socket hang up": "途中で接続が切れました",
  ENOTFOUND: "URLのホスト名が見つかりません",
  EAI_AGAIN: "URLのホスト名を調べられませんでした",
  ETIMEDOUT: "接続できませんでした",
  EHOSTUNREACH: "接続できませんでした",
  CERT_HAS_EXPIRED: "サーバー証明書の期限が切れています",
  DEPTH_ZERO_SELF_SIGNED_CERT: "サーバー証明書を確認できません",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "サーバー証明書を確認できません",
  ERR_TLS_CERT_ALTNAME_INVALID: "サーバー証明書の名前がURLと違います",
};

/** What a chatbot answered, or why it did not, in words. */
export function outcomeWords({ status, reason }: { status: number | null; reason: string | null }): string {
  if (status !== null) return `HTTP ${status}${hints[status] ? `（${hints[status]}）` : ""}`;
  return reason === null ? "" : (words[reason] ?? reason);
}

const hints: Record<number, string> = {
  301: "別のURLへ案内されました。転送先のURLを直してください",
  302: "別のURLへ案内されました。転送先のURLを直してください",
  401: "署名が受け付けられません。チャネルシークレットを確認してください",
  403: "署名が受け付けられません。チャネルシークレットを確認してください",
  404: "URLが違います",
};
