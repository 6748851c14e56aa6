import type { Sql } from "#db/client.ts";
import { isPassword } from "#lib/staff/passwords.ts";
import { firstAccount } from "../demo-city.ts";
import type { Places } from "../local/running.ts";
import { secretsFile } from "../local/secrets.ts";
import type { Local } from "../local.ts";

/** The four lines a newcomer needs. */
export async function welcome(sql: Sql, local: Local, { webUrl }: Places): Promise<string[]> {
  return [
    `管理画面　: ${webUrl}/admin`,
    `電話　　　: ${local.sandbox ? `${webUrl}/sandbox` : "なし（LINE_* の設定があるため、本物のLINEへ送ります）"}`,
    `メールAPI : POST ${webUrl}/api/mail（Authorization: Bearer …、トークンは ${tokenPlace(local)}）`,
    `ログイン　: ${await account(sql, local)}`,
  ];
}

function tokenPlace({ secrets }: Local): string {
  const made = process.env.MAIL_GATEWAY_TOKEN === secrets.mailGatewayToken;
  return made ? `${secretsFile} の mailGatewayToken` : "環境変数 MAIL_GATEWAY_TOKEN の値";
}

/** The password we made up is shown for as long as it opens the door. */
async function account(sql: Sql, { secrets }: Local): Promise<string> {
  const [first] = await sql<{ hash: string }[]>`
    select password_hash as hash from staff where email = ${firstAccount.email} and not removed`;
  if (first && (await isPassword(secrets.adminPassword, first.hash)))
    return `${firstAccount.email} / ${secrets.adminPassword}`;
  return "登録済みの職員アカウント";
}
