import { ConvertDialog } from './ConvertDialog';
import { LinkDialog } from './LinkDialog';
import { RejectDialog } from './RejectDialog';
import type { Doing } from './useDeeds';

type Props = { doing: Doing; onClose: () => void; onDone?: () => void };

/** What has to be said before an inquiry is rejected, linked or converted. */
export default function LeadDialogs({ doing, onClose, onDone }: Props) {
  const { what, leads } = doing;
  const [first] = leads;
  const end = () => {
    onDone?.();
    onClose();
  };
  if (!first) return null;
  if (what === 'reject') return <RejectDialog leads={leads} onClose={onClose} onDone={end} />;
  const Dialog = what === 'link' ? LinkDialog : ConvertDialog;
  return <Dialog lead={first} onClose={onClose} onDone={end} />;
}
