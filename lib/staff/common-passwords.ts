/** What attackers try first, in Latin letters as typed or romanised. Our own list: words, names, seasons, keyboards. */
const words =
  `password passwd passcode passphrase pass word admin administrator root superuser user guest login logon signin
welcome letmein changeme default secret private access master monkey dragon shadow sunshine princess football baseball
soccer superman batman pokemon doraemon pikachu hello goodbye iloveyou love lovely angel flower summer winter spring autumn
sunday monday tuesday wednesday thursday friday saturday january february march april june july august september
october november december test testing tester sample demo temp temporary trial example qwerty qwertyuiop asdfgh zxcvbn
kairan line official account office city town government council public mail email system server database internet
computer windows google microsoft apple android iphone japan nippon nihon tokyo osaka kyoto nagoya yokohama sendai
kawasaki sapporo fukuoka kobe hiroshima shiyakusho yakusho kuyakusho kencho kouhou koho bousai bosai shokuin kanri
kanrisha tantou tanto shimin shiminka jouhou joho sakura fujisan yamato arigatou arigato konnichiwa ohayou aishiteru
daisuki himitsu pasuwado pasuwaado anshou haru natsu aki fuyu reiwa heisei showa yamada tanaka suzuki satou sato takahashi
watanabe ito yamamoto nakamura kobayashi hanako tarou taro ichiro`.split(/\s+/);

const japanese =
  `パスワード ぱすわーど 暗証番号 管理者 管理画面 管理 職員 担当 市役所 区役所 役所 役場 広報課 広報 防災 危機管理 情報 市民
公式 アカウント ライン 回覧 日本 東京 大阪 京都 仙台 川崎 こんにちは おはよう ありがとう さくら 桜 富士山 ひみつ 秘密 あいしてる 大好き
春 夏 秋 冬 令和 平成 昭和 山田 田中 鈴木 佐藤 太郎 花子 一郎 テスト てすと`.split(/\s+/);

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "あいうえおかきくけこさしすせそたちつてと",
];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(""))];

const lookAlikes: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** What must be left of a password once everything that can be guessed is taken away. */
const lettersLeft = 4;

/**
 * Why a password is easily guessed, in words for whoever chose it; null when it is not. `own`: what everybody knows of
 * them, such as their address and their city.
 */
export function weaknessOf(password: string, own: string[] = []): string | null {
  const plain = password.normalize("NFKC").toLowerCase();
  if (new Set(plain).size < 5 || /^(.{1,6}?)\1+.{0,3}$/u.test(plain))
    return "同じ文字の繰り返しは推測されやすいため、使えません。別のパスワードにしてください。";
  const known = [...own.flatMap(partsOf), ...words, ...japanese].sort((one, other) => other.length - one.length);
  const left = [plain, withoutLookAlikes(plain)].map(
    (text) => [...lettersOf(withoutRuns(without(known, text)))].length,
  );
  if (Math.min(...left) >= lettersLeft) return null;
  return "よく使われる言葉・名前・並びだけのパスワードは推測されやすいため、使えません。関係のない言葉を3つ以上つなげると、強く、覚えやすくなります。";
}

function partsOf(known: string): string[] {
  return known
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((part) => [part, part.replace(/[市区町村]$/u, "")])
    .filter((part) => part.length > 1);
}

function withoutLookAlikes(text: string): string {
  return text.replace(/[013457@$]/g, (sign) => lookAlikes[sign]!);
}

function without(known: string[], text: string): string {
  return known.reduce((rest, word) => rest.replaceAll(word, " "), text);
}

/** Three and more neighbours on the keyboard or in the alphabet, either way. */
function withoutRuns(text: string): string {
  let rest = "";
  for (let at = 0; at < text.length; ) {
    let length = 1;
    while (at + length < text.length && runs.some((run) => run.includes(text.slice(at, at + length + 1)))) length++;
    rest += length >= 3 ? " " : text.slice(at, at + length);
    at += length;
  }
  return rest;
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, "").replace(/(.)\1{2,}/gu, "$1");
}
