import { getEnv } from "#lib/env.ts";

export type Environment = "production" | "drill" | "sandbox";

/** Where we are: nobody must take a rehearsal for the real thing, or the real thing for a rehearsal. */
export function environment(): Environment {
  const { sandbox, drill } = getEnv();
  if (sandbox) return "sandbox";
  return drill ? "drill" : "production";
}

const looks: Record<Environment, readonly [word: string, colours: string]> = {
  production: ["本番", "border-blue-900 bg-white text-blue-900"],
  drill: ["訓練", "border-black bg-magenta-900 text-white"],
  sandbox: ["サンドボックス", "border-black bg-yellow-300 text-black"],
};

export function EnvironmentBadge() {
  const [word, colours] = looks[environment()];
  return (
    <span
      className={`inline-flex items-center rounded-4 border px-1.5 py-1 text-oln-14N-100 md:px-2 font-700 whitespace-nowrap ${colours}`}
    >
      {word}
    </span>
  );
}
