import type { CSSProperties } from "react";

export type PhoneTheme = "light" | "dark";

/** LINE's colours as custom properties, so that everything drawn inside a phone follows its theme. */
export function paletteOf(theme: PhoneTheme): CSSProperties {
  return palettes[theme] as CSSProperties;
}

const palettes: Record<PhoneTheme, Record<`--${string}`, string>> = {
  light: {
    "--talk": "#8cabd8",
    "--talk-ink": "#16263d",
    "--header": "#8cabd8",
    "--header-ink": "#111111",
    "--other": "#ffffff",
    "--other-ink": "#111111",
    "--own": "#8de055",
    "--own-ink": "#111111",
    "--link": "#0b4db3",
    "--card": "#ffffff",
    "--card-ink": "#111111",
    "--card-line": "#dfe1e5",
    "--card-link": "#42659a",
    "--bar": "#ffffff",
    "--bar-ink": "#111111",
    "--bar-line": "#dfe1e5",
    "--field": "#f2f3f5",
  },
  dark: {
    "--talk": "#161b22",
    "--talk-ink": "#c6ced8",
    "--header": "#161b22",
    "--header-ink": "#ffffff",
    "--other": "#32363d",
    "--other-ink": "#ffffff",
    "--own": "#2f7a3c",
    "--own-ink": "#ffffff",
    "--link": "#a9ccff",
    "--card": "#2b2f36",
    "--card-ink": "#ffffff",
    "--card-line": "#4a4f58",
    "--card-link": "#9fc1f5",
    "--bar": "#1c1f24",
    "--bar-ink": "#ffffff",
    "--bar-line": "#3a3f47",
    "--field": "#2b2f36",
  },
};
