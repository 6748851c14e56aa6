import { createTransport } from "nodemailer";
import { getEnv } from "../env.ts";

type Mail = { to?: string; bcc?: string[]; subject: string; text: string };

const timeoutMs = 10_000;

/** Sends a mail in our name by SMTP_URL; without it nothing is sent. */
export async function sendMail(mail: Mail): Promise<void> {
  const { smtpUrl, publicUrl } = getEnv();
  if (!smtpUrl) return;
  const transport = createTransport({ url: smtpUrl, connectionTimeout: timeoutMs, socketTimeout: timeoutMs });
  try {
    await transport.sendMail({ ...mail, from: { name: "Kairan", address: `kairan@${new URL(publicUrl).hostname}` } });
  } finally {
    transport.close();
  }
}
