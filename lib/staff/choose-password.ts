import type { Db } from "#db/client.ts";
import { Invalid } from "../errors.ts";
import { readSetting } from "../settings/settings.ts";
import { weaknessOf } from "./common-passwords.ts";
import { hashPassword } from "./passwords.ts";

type Choice = { field: string; password: string; email: string; name: string };

/** The hash of a password that somebody chose for themselves; what is easily guessed is refused at its field. */
export async function choosePassword(db: Db, { field, password, email, name }: Choice): Promise<string> {
  const { name: city } = await readSetting(db, "city");
  const weakness = weaknessOf(password, [email, name, city]);
  if (weakness) throw new Invalid([{ path: [field], message: weakness }]);
  return hashPassword(password);
}
