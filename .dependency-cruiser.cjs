const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");

/**
 * The walls of the house (docs/architecture.md): one rule per room, and each says which room the code wants to be in.
 * Tests may look anywhere.
 */
const test = String.raw`\.test\.tsx?$`;
const npm = (...names) => `node_modules/(${names.join("|")})/`;
const pages = npm("next", "next-auth", "react", "react-dom", "react-aria-components", "react-hook-form");
const schemas = "^lib/[^/]+/schema\\.ts$";

/** Walls for code that runs in a browser hold for every file that says so, wherever it stands. */
function clientFiles() {
  const found = execFileSync("grep", ["-rlE", "^['\"]use client['\"]", "app", "components", "liff"], {
    encoding: "utf8",
  });
  return found
    .split("\n")
    .filter((file) => file && readFileSync(file, "utf8").match(/^["']use client["']/))
    .map((file) => `^${file.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}

const wall = (name, comment, from, to) => ({
  name,
  severity: "error",
  comment,
  from: { pathNot: test, ...from },
  to,
});

module.exports = {
  forbidden: [
    wall(
      "app",
      "app/ は戸口です。データと判断は lib/<名詞>/ の動詞に置き、app からはそれを呼びます（db/client と db/words は可）。",
      { path: "^app/" },
      {
        path: [
          "^db/(?!client\\.ts$|words\\.ts$)",
          "^lib/jobs/",
          "^(worker|scripts|test|e2e|bench)/",
          npm("drizzle-orm", "postgres", "@line/bot-sdk", "graphile-worker"),
        ],
      },
    ),
    wall(
      "app-sandbox",
      "サンドボックスは外の世界です。app/sandbox/ だけが sandbox/control.ts を通して話します。",
      { path: "^(app|components|liff|lib|db|worker|server\\.ts)", pathNot: [test, "^app/sandbox/"] },
      { path: "^sandbox/" },
    ),
    wall(
      "app-sandbox-control",
      "サンドボックスとは sandbox/control.ts を通してだけ話します。",
      { path: "^(app/sandbox|scripts|e2e|bench)/" },
      { path: "^sandbox/(?!control\\.ts$)" },
    ),
    wall(
      "liff",
      'liff/ と "use client" のファイルは住民・職員のブラウザーで動きます。共有できるのは lib/*/schema.ts と db/words だけです。残りは lib の動詞を app のサーバー側から呼んで渡します。',
      { path: ["^liff/", ...clientFiles()] },
      { path: ["^lib/", "^db/", "^(worker|scripts|test|e2e|bench)/"], pathNot: [schemas, "^db/words\\.ts$"] },
    ),
    wall(
      "liff-app",
      "liff/ は app を知りません。サーバーの値は /api/liff/* から受け取ります。",
      { path: "^liff/" },
      { path: "^app/" },
    ),
    wall(
      "worker",
      "worker/ は夜勤です。仕事の中身は lib/<名詞>/ の動詞に、SQL は lib に置きます（db/client は可）。",
      { path: "^worker/" },
      {
        path: [
          "^(app|components|liff|scripts|test|e2e|bench)/",
          "^db/(?!client\\.ts$|words\\.ts$)",
          npm("drizzle-orm", "postgres", "graphile-worker"),
          pages,
        ],
      },
    ),
    wall(
      "components",
      "components/ は見た目だけです。値は app か liff から渡し、型は lib/*/schema.ts か db/words から取ります。",
      { path: "^components/" },
      { path: ["^(app|liff|worker|scripts|test|e2e|bench)/", "^lib/", "^db/"], pathNot: [schemas, "^db/words\\.ts$"] },
    ),
    wall(
      "lib",
      "lib/ は町の仕事です。画面・HTTP・React のことは app か liff に、見た目は components に置きます。",
      { path: "^lib/" },
      { path: ["^(app|components|liff|worker|scripts|test|e2e|bench)/", pages] },
    ),
    wall(
      "schema",
      "lib/*/schema.ts はブラウザーにも届くので、zod・db/words・ほかの schema.ts だけを使います。データベースを見る確認は同じ名詞の別のファイルに置きます。",
      { path: schemas },
      { pathNot: [schemas, "^db/words\\.ts$", npm("zod", "re2js")] },
    ),
    wall(
      "line",
      "lib/line/ は LINE の API だけを知ります。表を読み書きする動詞は lib/<名詞>/ に置き、そこから lib/line を呼びます。",
      { path: "^lib/line/" },
      {
        path: ["^db/(?!words\\.ts$)", npm("drizzle-orm", "postgres"), "^lib/[^/]+/(?!schema\\.ts$)"],
        pathNot: "^lib/line/",
      },
    ),
    wall(
      "line-sdk",
      "LINE の SDK を知るのは lib/line/ だけです。必要な呼び出しを lib/line に加えてください。",
      { path: "^(app|components|liff|lib|db|worker|scripts)/", pathNot: [test, "^lib/line/"] },
      { path: npm("@line/bot-sdk") },
    ),
    wall(
      "jobs",
      "待ち行列を知るのは lib/jobs/ だけです。仕事は lib/jobs/add.ts で頼みます。",
      { path: "^(app|components|liff|lib|db|worker|scripts)/", pathNot: [test, "^lib/jobs/"] },
      { path: npm("graphile-worker") },
    ),
    wall(
      "db",
      "db/ は事実だけです。判断や手順は lib/<名詞>/ に置きます。",
      { path: "^db/" },
      { path: ["^(app|components|liff|lib|worker|scripts|sandbox|test|e2e|bench)/", pages] },
    ),
    wall(
      "sandbox",
      "sandbox/ は他社（LINE）の役です。Node と zod だけで書き、こちらの app・lib・db を知りません。",
      { path: "^sandbox/" },
      { path: ["^(app|components|liff|lib|db|worker|scripts|test|e2e|bench)/", pages, npm("drizzle-orm", "postgres")] },
    ),
    wall(
      "outside",
      "scripts・e2e・bench・test は app の中を知りません。動詞（lib）か、URL を通して使います。",
      { path: "^(scripts|e2e|bench|test)/", pathNot: [test, "^test/contract\\.ts$"] },
      { path: ["^(app|components|liff)/", pages] },
    ),
    wall(
      "no-circle",
      "輪になっています。両方が使う部分を、より内側の部屋（doors・worker → lib → db）の名詞へ移してください。",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    wall(
      "tests-apart",
      "テストとその道具（test/、*.test.ts）は、製品の部屋からは使えません。",
      { path: "^(app|components|liff|lib|db|worker|sandbox|server\\.ts)" },
      { path: ["^test/", test] },
    ),
    wall(
      "no-guess",
      "見つからない import です。相対パスは .ts まで、ほかの部屋は #lib/… #db/… の形で書きます。",
      { pathNot: "a^" },
      { couldNotResolve: true, pathNot: "^bun:" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|db/migrations|samples/mails)|\\.css$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
    },
    skipAnalysisNotInRules: true,
    cache: { folder: ".data/depcruise", strategy: "content" },
  },
};
