import type { LineMessage } from "#components/message/line-message.ts";
import { Phone } from "#components/phone/phone.tsx";

type Props = { account: string; messages: readonly LineMessage[]; height?: number };

/** The messages as residents will see them, from exactly the JSON that is sent. */
export function Preview({ account, messages, height = 560 }: Props) {
  return (
    <Phone
      label="メッセージの見え方"
      account={account}
      height={height}
      bubbles={messages.map((message, index) => ({ id: String(index), from: "account", message }))}
      empty={
        <p className="m-auto rounded-8 bg-black/65 px-4 py-2 text-std-16N-170 text-white">
          本文を書くと、ここに見え方が出ます。
        </p>
      }
    />
  );
}
