export type ButtonTone = "primary" | "secondary" | "danger" | "quiet";
export type ButtonSize = "large" | "medium" | "small";

export function buttonLook(tone: ButtonTone, size: ButtonSize): string {
  return `${frame} ${sizes[size]} ${tones[tone]}`;
}

const frame =
  "relative inline-flex items-center justify-center gap-2 rounded-8 border text-center whitespace-nowrap transition-colors duration-100 disabled:cursor-not-allowed data-[pending]:cursor-progress";

const sizes = {
  large: "min-h-12 px-6 py-2 text-oln-16B-100",
  medium: "min-h-11 px-4 py-2 text-oln-16B-100 md:min-h-10 md:text-oln-14B-100",
  small: "min-h-9 px-3 py-1 text-oln-14B-100 md:min-h-8",
};

const off =
  "disabled:border-solid-gray-300 disabled:bg-solid-gray-50 disabled:text-solid-gray-420 disabled:hover:no-underline";
const tones = {
  primary: `border-transparent bg-blue-900 text-white hover:bg-blue-1000 active:bg-blue-1200 hover:underline underline-offset-4 ${off}`,
  secondary: `border-blue-900 bg-white text-blue-900 hover:bg-blue-50 active:bg-blue-100 hover:underline underline-offset-4 ${off}`,
  danger: `border-transparent bg-error-2 text-white hover:bg-red-1000 active:bg-red-1100 hover:underline underline-offset-4 ${off}`,
  quiet: `border-transparent bg-transparent text-blue-900 hover:bg-blue-50 active:bg-blue-100 hover:underline underline-offset-4 ${off}`,
};
