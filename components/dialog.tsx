"use client";

import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./button.tsx";

type Props = {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
  role?: "dialog" | "alertdialog";
};

export function Dialog({ title, isOpen, onOpenChange, children, role = "dialog" }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-50 flex items-end justify-center overflow-auto bg-opacity-gray-600 p-4 md:items-center"
    >
      <Modal className="max-h-full w-full max-w-xl overflow-auto rounded-12 bg-white shadow-6">
        <AriaDialog role={role} className="flex flex-col gap-4 p-6 outline-none">
          <Heading slot="title" className="text-std-20B-160">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

type ConfirmProps = Omit<Props, "role"> & {
  confirm: string;
  keep?: string;
  onConfirm: () => void;
  isPending?: boolean;
  isDanger?: boolean;
};

/** Says what will happen; the button repeats the verb: 「12,345人に配信する」. */
export function ConfirmDialog({
  children,
  confirm,
  keep = "戻る",
  onConfirm,
  isPending,
  isDanger,
  ...props
}: ConfirmProps) {
  return (
    <Dialog {...props} role="alertdialog">
      <div className="flex flex-col gap-3">{children}</div>
      <div className="flex flex-col-reverse gap-3 pt-2 md:flex-row md:justify-end">
        <Button tone="secondary" onPress={() => props.onOpenChange(false)}>
          {keep}
        </Button>
        <Button tone={isDanger ? "danger" : "primary"} isPending={isPending} onPress={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
