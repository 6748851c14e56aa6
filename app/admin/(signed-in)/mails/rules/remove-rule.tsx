"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import type { RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import type { RuleNames } from "./outcome-words.ts";
import { Review } from "./review.tsx";

type Props = { ruleKey: string; name: string; words: Vocabulary; names: RuleNames };

export function RemoveRule({ ruleKey, name, words, names }: Props) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const change = useMemo<RulesChangeInput>(() => ({ do: "remove", key: ruleKey }), [ruleKey]);
  return (
    <>
      <Button tone="secondary" onPress={() => setOpen(true)}>
        削除する
      </Button>
      <Dialog title={`転送ルール「${name}」を削除する`} isOpen={isOpen} onOpenChange={setOpen}>
        <p>これからのメールには使われなくなります。これまでの配信の記録は残ります。</p>
        <Review
          change={change}
          words={words}
          names={names}
          confirm="削除する"
          isDanger
          onBack={() => setOpen(false)}
          onDone={() => {
            toast(`転送ルール「${name}」を削除しました。`);
            router.push("/admin/mails/rules");
          }}
        />
      </Dialog>
    </>
  );
}
