"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import type { Entry } from "./entries.ts";
import { Navigation } from "./navigation.tsx";

/** On a phone the navigation comes in from the left and goes as soon as it has led somewhere. */
export function NavigationSheet({ entries }: { entries: readonly Entry[] }) {
  const [isOpen, setOpen] = useState(false);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the reason to close
  useEffect(() => setOpen(false), [path]);
  return (
    <div className="md:hidden">
      <Button tone="quiet" size="small" aria-expanded={isOpen} onPress={() => setOpen(true)}>
        <Icon name="bars" />
        メニュー
      </Button>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={setOpen}
        isDismissable
        className="fixed inset-0 z-50 bg-opacity-gray-600"
      >
        <Modal className="h-full w-72 max-w-[85vw] overflow-auto bg-white shadow-6">
          <Dialog aria-label="メニュー" className="flex flex-col gap-2 p-3 outline-none">
            <div className="self-end">
              <Button tone="quiet" onPress={() => setOpen(false)}>
                <Icon name="close" />
                閉じる
              </Button>
            </div>
            <Navigation entries={entries} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}
