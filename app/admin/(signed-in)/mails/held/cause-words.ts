/** Why mails wait, as a heading. */
export function causeWords(heldBy: string): string {
  return words[heldBy] ?? "内容の確認が必要なメール";
}

const words: Record<string, string> = {
  rule: "内容の確認が必要なメール",
  twin: "同じ番号で内容の違うメール",
  clash: "矛盾する内容のメール",
  drill: "訓練と思われるメール",
  test: "テストと思われるメール",
  burst: "短い時間に大量に届いたメール",
  future: "日時が未来のメール",
  repeat: "同じ内容を繰り返すメール",
  old: "古いメール",
  paused: "一時停止中の発信元のメール",
  off: "自動配信の停止中に届いたメール",
};

/** 「21時間前」, to stand beside the exact time. */
export function ageWords(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 0) return "未来の日時";
  if (minutes < 60) return `${minutes}分前`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}時間前` : `${Math.floor(hours / 24).toLocaleString("ja-JP")}日前`;
}
