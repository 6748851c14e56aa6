"use client";

import { useEffect } from "react";

/** Brings our own Japanese letters, but only to a machine that has none: phones and PCs in Japan never load them. */
export function JapaneseFont() {
  useEffect(() => {
    if (lacksJapanese()) void import("@fontsource-variable/noto-sans-jp/index.css");
  }, []);
  return null;
}

/** A letter that looks exactly like a code point nobody has a glyph for is an empty box. */
function lacksJapanese(): boolean {
  return picture("永") === picture("\u{10FFFD}");
}

function picture(letter: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 32;
  const pen = canvas.getContext("2d");
  if (!pen) return letter;
  pen.font = "24px sans-serif";
  pen.fillText(letter, 2, 26);
  return canvas.toDataURL();
}
