/** How codes look that a colleague writes in the talk; full and half width are the same. */
export function plainCode(text: string): string {
  return text.normalize("NFKC").trim();
}

export function looksLikeCode(text: string): boolean {
  return text.length < 50 && /^テスト\d{8}$/.test(plainCode(text));
}
