"use client";

import { useState } from "react";
import { Button } from "#components/button.tsx";
import { AppSetup, type Setup } from "../app-setup.tsx";
import { RecoveryCodes } from "../recovery-codes.tsx";
import { CodeForm } from "./code-form.tsx";

/** First the app, then the codes for the day on which it is lost; only then into the admin pages. */
export function Enrolment({ setup, next }: { setup: Setup; next: string }) {
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes)
    return (
      <RecoveryCodes codes={codes}>
        <Button size="large" wide onPress={() => location.assign(next)}>
          保管したので、管理画面へ進む
        </Button>
      </RecoveryCodes>
    );
  return (
    <div className="flex flex-col gap-6">
      <AppSetup setup={setup} />
      <CodeForm submit="設定してサインインする" help="アプリに表示された6桁の数字を入力します。" onIn={setCodes} />
    </div>
  );
}
