"use client";

import { useState } from "react";
import { EmptyState } from "#components/empty-state.tsx";
import { Select } from "#components/select.tsx";
import { Toasts } from "#components/toast.tsx";
import { NewResident } from "./new-resident.tsx";
import type { PhoneState } from "./phones.ts";
import { ResidentPhone } from "./resident-phone.tsx";
import { usePhones } from "./use-phones.ts";

type Props = { account: string; atFirst: PhoneState[] };

/** Side by side where there is room; on a phone, one at a time. */
export function PhoneWall({ account, atFirst }: Props) {
  const phones = usePhones(atFirst);
  const [chosen, setChosen] = useState<string>();
  const selected = chosen ?? phones[0]?.resident.userId;
  return (
    <>
      {phones.length > 1 && (
        <div className="md:hidden">
          <Select
            label="見る電話"
            value={selected}
            onChange={setChosen}
            options={phones.map(({ resident }) => ({ value: resident.userId, label: resident.displayName }))}
          />
        </div>
      )}
      {phones.length === 0 && (
        <EmptyState title="まだ電話がありません">下の欄に名前を書いて、練習用の住民を追加してください。</EmptyState>
      )}
      <ul className="flex gap-6 pb-4 max-md:justify-center md:-mx-8 md:overflow-x-auto md:px-8">
        {phones.map((phone) => (
          <li
            key={phone.resident.userId}
            className={`w-full max-w-[24.5rem] shrink-0 md:w-[21rem] ${phone.resident.userId === selected ? "" : "max-md:hidden"}`}
          >
            <ResidentPhone account={account} phone={phone} />
          </li>
        ))}
      </ul>
      <NewResident />
      <Toasts />
    </>
  );
}
