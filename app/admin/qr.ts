import { create } from "qrcode";

/** The dark squares of a QR code as one path, a unit wide each; drawn on the server, so that no secret leaves in a URL. */
export type Qr = { size: number; path: string };

export function qrOf(text: string): Qr {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const dark = [...data].flatMap((isDark, at) => (isDark ? [at] : []));
  return { size, path: dark.map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join("") };
}
