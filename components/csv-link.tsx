/** Beside a list's title: the list as a file, filtered and ordered as it is on screen. */
export function CsvLink({ href }: { href: string }) {
  return (
    <a
      href={href}
      download
      className="inline-flex min-h-11 md:min-h-10 items-center text-blue-900 underline underline-offset-4 hover:decoration-2"
    >
      一覧をCSVで書き出す
    </a>
  );
}
