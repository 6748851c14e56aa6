"use client";

import { type MailGuards, safeGuards } from "#lib/mail/schema.ts";
import { saveCityGuards } from "./actions.ts";
import { GuardForm } from "./guard-form.tsx";

/** What holds for every source that says nothing else. */
export function CityGuards({ saved, mayChange }: { saved: MailGuards | null; mayChange: boolean }) {
  return (
    <section aria-labelledby="city" className="flex flex-col gap-3 rounded-8 border border-solid-gray-420 p-4">
      <h2 id="city" className="text-std-18B-160">
        市の設定（すべての発信元）
      </h2>
      <GuardForm
        name="市の設定"
        saved={saved}
        inherited={safeGuards}
        otherwise="初期値のまま"
        mayChange={mayChange}
        onSave={saveCityGuards}
      />
    </section>
  );
}
