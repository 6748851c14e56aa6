import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Toasts } from "#components/toast.tsx";
import { Ways } from "./ways.tsx";

export const metadata: Metadata = { title: { default: "管理画面 | Kairan", template: "%s | Kairan" } };

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <Ways>
      {children}
      <Toasts />
    </Ways>
  );
}
