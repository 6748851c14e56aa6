/** LINE's words for lengths in Flex Messages, in pixels of a 375-pixel phone. */
const spaces = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const fonts = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const pictures = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const borders = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const bubbles = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };

export const space = measure(spaces);
export const fontSize = measure(fonts);
export const pictureSize = measure(pictures);
export const borderWidth = measure(borders);

export function bubbleWidth(size: unknown): number {
  return bubbles[size as keyof typeof bubbles] ?? bubbles.mega;
}

/** `20:13` as CSS wants it; LINE's default is a square. */
export function aspectRatio(value: unknown, otherwise = "1 / 1"): string {
  const [, width, height] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(String(value)) ?? [];
  return width && height ? `${width} / ${height}` : otherwise;
}

/** Only what LINE takes as a colour reaches a style. */
export function color(value: unknown): string | undefined {
  return /^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(String(value)) ? String(value) : undefined;
}

/** How a component shares its box. Side by side, ratios count from nothing; stacked, everything keeps its own height. */
export function share(flex: unknown, isRow: boolean, isFixed = false): string {
  const ratio = typeof flex === "number" ? flex : isRow && !isFixed ? 1 : 0;
  if (ratio === 0) return "0 0 auto";
  return isRow ? `${ratio} ${ratio} 0` : `${ratio} 0 auto`;
}

function measure(words: Record<string, number>) {
  return (value: unknown): string | undefined => {
    const text = String(value);
    if (Object.hasOwn(words, text)) return `${words[text]}px`;
    return /^-?\d+(\.\d+)?(px|%)$/.test(text) ? text : undefined;
  };
}
