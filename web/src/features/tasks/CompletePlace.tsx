import { CompleteDialog } from './CompleteDialog';
import { setCompleting, useCompleting } from './completing';

/** The task that is being completed from the palette. */
export default function CompletePlace() {
  const task = useCompleting();
  return task && <CompleteDialog key={task.id} task={task} onClose={() => setCompleting(null)} />;
}
