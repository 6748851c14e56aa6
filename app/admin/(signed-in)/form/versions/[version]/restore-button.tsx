"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { restore } from "../../actions.ts";

/** The old form becomes a draft; residents see nothing of it before it is published. */
export function RestoreButton({ version }: { version: number }) {
  const router = useRouter();
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await restore(version);
      if (!answer.ok) return toast(answer.message, "error");
      toast(`第${version}版の内容で下書きを作りました。`);
      router.push("/admin/form");
    });
  }

  return (
    <Button tone="secondary" isPending={isPending} onPress={press}>
      この版の内容で下書きを作る
    </Button>
  );
}
