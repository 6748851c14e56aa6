import { toast } from "#components/toast.tsx";

/** Runs what a resident did and says so when the city did not hear of it. */
export async function tell(act: Promise<boolean>): Promise<void> {
  const isHeard = await act.catch(() => false);
  if (!isHeard) toast("Webhookに正しい応答がありませんでした。起動しているか、しばらくして確かめてください。", "error");
}
