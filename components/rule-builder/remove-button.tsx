"use client";

import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";

export function RemoveButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Button tone="quiet" size="small" aria-label={label} onPress={onPress}>
      <Icon name="close" className="size-4" />
      外す
    </Button>
  );
}
