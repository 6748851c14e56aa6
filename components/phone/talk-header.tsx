import { Icon } from "../icon.tsx";

/** The shield is LINE's mark of a verified account, which a city's is. */
export function TalkHeader({ account }: { account: string }) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 bg-(--header) px-3 text-(--header-ink)">
      <Icon name="left" className="size-5" />
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-4 shrink-0 text-[#1d6b45]" fill="currentColor">
        <path d="M12 2 4 5v6c0 5 3.400 9 8 11 4.600-2 8-6 8-11V5z" />
        <path
          d="m12 7 1.500 3.200 3.500.4-2.600 2.400.7 3.500L12 14.800 8.900 16.500l.7-3.500L7 10.600l3.500-.4z"
          fill="#fff"
        />
      </svg>
      <p className="min-w-0 flex-1 truncate text-[16px] font-700">{account}</p>
      <Icon name="search" className="size-5" />
      <Icon name="bars" className="size-5" />
    </div>
  );
}
