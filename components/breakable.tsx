import { Fragment } from "react";

/** A mail or network address, which breaks after its own signs rather than in the middle of a word. */
export function Breakable({ children }: { children: string }) {
  return children.split(/(?<=[@.:])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
