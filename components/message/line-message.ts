/** LINE's JSON as far as a phone shows it. It comes from staff while they type, so nothing in it is certain. */
export type LineAction = {
  type: string;
  label?: string;
  uri?: string;
  text?: string;
  data?: string;
  displayText?: string;
  clipboardText?: string;
};

export type OnAction = (action: LineAction) => void;

export type QuickReply = { items?: { imageUrl?: string; action: LineAction }[] };

export type LineMessage = {
  type: string;
  altText?: string;
  text?: string;
  quickReply?: QuickReply;
  sender?: { name?: string; iconUrl?: string };
  [part: string]: unknown;
};

/** One line for lists and notifications, as LINE shows it. */
export function summaryOf(message: LineMessage): string {
  return message.altText ?? message.text ?? kinds[message.type] ?? "メッセージ";
}

const kinds: Record<string, string> = {
  image: "写真を送信しました",
  video: "動画を送信しました",
  audio: "音声を送信しました",
  sticker: "スタンプを送信しました",
  location: "位置情報を送信しました",
};
