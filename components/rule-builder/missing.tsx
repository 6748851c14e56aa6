import { Icon } from "../icon.tsx";

/** What is missing here; it takes the focus after an attempt to save. */
export function Missing({ children }: { children?: string }) {
  if (!children) return null;
  return (
    <p data-missing tabIndex={-1} className="flex items-start gap-1 text-dns-14N-130 text-error-2">
      <Icon name="error" className="size-4" />
      {children}
    </p>
  );
}
