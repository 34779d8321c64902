import { useState } from 'react';

/** Whether what a dialog was asked for is under way; where it succeeds, the dialog closes. */
export function useClosing(onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const run = async (work: Promise<unknown>) => {
    setBusy(true);
    const done = await work;
    setBusy(false);
    if (done) onClose();
  };
  return { busy, run };
}
