"use client";

import { useState } from "react";
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components/Menu";
import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import { toast } from "#components/toast.tsx";
import { leave } from "../door.ts";

type Props = { name: string; department: string };

const entry =
  "block cursor-default rounded-4 px-3 py-2.5 text-oln-16N-100 outline-none data-[focused]:bg-blue-50 data-[focus-visible]:focus-ring";

export function AccountMenu({ name, department }: Props) {
  const [isPending, setPending] = useState(false);

  async function signOut() {
    setPending(true);
    if (await leave()) return location.assign("/admin/sign-in");
    setPending(false);
    toast("サインアウトできませんでした。通信を確かめて、もう一度お試しください。", "error");
  }

  return (
    <MenuTrigger>
      <Button tone="quiet" size="small" isPending={isPending} aria-label={`アカウント: ${name}`}>
        <Icon name="account" />
        <span className="max-w-48 truncate leading-150 max-md:hidden">{name}</span>
        <Icon name="down" className="size-4 max-md:hidden" />
      </Button>
      <Popover placement="bottom end" className="min-w-60 rounded-8 border border-solid-gray-420 bg-white p-1 shadow-2">
        <Menu aria-label="アカウント" className="outline-none">
          <MenuSection>
            <Header className="px-3 py-2">
              <span className="block text-std-16B-170">{name}</span>
              <span className="block text-dns-14N-130 text-solid-gray-700">{department}</span>
            </Header>
            <MenuItem id="account" href="/admin/account" className={`${entry} border-t border-solid-gray-200`}>
              自分の設定
            </MenuItem>
            <MenuItem id="sign-out" className={entry} onAction={signOut}>
              サインアウトする
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
