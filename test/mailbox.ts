import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type TakenMail = { to: string[]; raw: string; text: string };
export type Mailbox = { url: string; mails: TakenMail[]; stop: () => Promise<void> };

/** A real SMTP server that keeps what it is given. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: async (stream, { envelope }, done) => {
      let raw = "";
      for await (const chunk of stream) raw += chunk;
      mails.push({ to: envelope.rcptTo.map(({ address }) => address).sort(), raw, text: textOf(raw) });
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Our mails have one part, in Base64. */
function textOf(raw: string): string {
  return Buffer.from(raw.split("\r\n\r\n").slice(1).join(""), "base64").toString();
}
