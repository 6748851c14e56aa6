import { spawn } from "node:child_process";

export type Process = {
  output: () => string;
  isOver: () => boolean;
  /** Ends it and waits until it is gone; an unwilling one is killed. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  over: Promise<number | null>;
  onOutput: (listen: () => void) => void;
};

const farewellMs = 5000;

/** Runs a program of this house in a process of its own, with this environment and nothing of ours. */
export function launch(args: string[], env: Record<string, string>): Process {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production", ...env } as NodeJS.ProcessEnv,
  });
  let output = "";
  const listeners: (() => void)[] = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listen of listeners) listen();
    });
  }
  const over = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    output: () => output,
    isOver: () => child.exitCode !== null || child.signalCode !== null,
    over,
    onOutput: (listen) => void listeners.push(listen),
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), farewellMs);
      await over;
      clearTimeout(late);
    },
  };
}

/** Waits for the first whole line that it prints. */
export function firstLine(process: Process): Promise<string> {
  return new Promise((resolve, reject) => {
    process.onOutput(() => process.output().includes("\n") && resolve(process.output().split("\n")[0]!));
    void process.over.then(() => reject(new Error(`ended without a word:\n${process.output()}`)));
  });
}

/** Runs to the end; gives back what it printed, or throws it. */
export async function runToEnd(args: string[], env: Record<string, string>): Promise<string> {
  const process = launch(args, env);
  if ((await process.over) !== 0) throw new Error(`${args.join(" ")} failed:\n${process.output()}`);
  return process.output();
}
