"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/button.tsx";
import { cityDoor } from "../door.ts";
import { type Trouble, TroubleNotice } from "./trouble.tsx";

type Props = { next: string; trouble: Trouble | null; children: ReactNode };

/** The city's own sign-in first; e-mail and password below, for who is not in it. */
export function CityDoor({ next, trouble: before, children }: Props) {
  const [trouble, setTrouble] = useState(before);
  const [isPending, setPending] = useState(false);

  async function go() {
    setPending(true);
    const place = await cityDoor(next);
    if (place) return location.assign(place);
    setTrouble("failed");
    setPending(false);
  }

  return (
    <div className="flex flex-col gap-5">
      <TroubleNotice trouble={trouble} />
      <Button size="large" wide isPending={isPending} onPress={go}>
        市の認証でサインインする
      </Button>
      <p className="border-t border-solid-gray-200 pt-5 text-std-16N-170">
        市の認証を使えない場合は、メールアドレスとパスワードを入力します。
      </p>
      {children}
    </div>
  );
}
