"use client";

import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components/Tabs";

export type TabPart = { id: string; label: ReactNode; content: ReactNode };
type Props = { label: string; parts: readonly TabPart[]; selected?: string; onChange?: (id: string) => void };

export function Tabs({ label, parts, selected, onChange }: Props) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => onChange?.(String(key))}
      className="flex flex-col gap-5"
    >
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-solid-gray-420">
        {parts.map((part) => (
          <Tab
            key={part.id}
            id={part.id}
            className="-mb-px cursor-default border-b-4 border-transparent px-4 py-3 text-oln-16N-100 whitespace-nowrap text-solid-gray-800 outline-none hover:bg-solid-gray-50 data-[focus-visible]:focus-ring data-[focus-visible]:-outline-offset-4 data-[selected]:border-blue-900 data-[selected]:font-700 data-[selected]:text-blue-900"
          >
            {part.label}
          </Tab>
        ))}
      </TabList>
      {parts.map((part) => (
        <TabPanel key={part.id} id={part.id}>
          {part.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
