import { useCallback, useEffect, useRef, useState } from "react";
import { type PublicForm, readForm, readPreferences, type Saved } from "./preferences-api.ts";
import { openSession, type Session, warmUp, withSession } from "./session.ts";
import { type TroubleKind, troubleOf } from "./trouble.ts";

export type Opened = { form: PublicForm; saved: Saved; session: Session };

/** The way into the form: questions, login, what is registered. Each is shown as soon as it is there. */
export function usePreferences() {
  const [form, setForm] = useState<PublicForm>();
  const [opened, setOpened] = useState<Opened>();
  const [trouble, setTrouble] = useState<TroubleKind>();
  const isRunning = useRef(false);

  const open = useCallback(async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    setTrouble(undefined);
    warmUp();
    try {
      const found = await readForm();
      setForm(found);
      setOpened(await openFor(found));
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    isRunning.current = false;
  }, []);

  useEffect(() => void open(), [open]);
  return { form, opened, trouble, retry: open };
}

async function openFor(form: PublicForm): Promise<Opened> {
  const { result, session } = await withSession(await openSession(form.liffId), readPreferences);
  return { form, saved: result, session };
}
