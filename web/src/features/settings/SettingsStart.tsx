import { Navigate } from '@tanstack/react-router';
import { useSession } from '@/app/session';
import { sectionsFor } from './sections';

/** Opens the first part of the settings that this person may see; whoever may see none is told so there. */
export default function SettingsStart() {
  const { can } = useSession();
  const section = sectionsFor(can)[0]?.key ?? 'workspace';
  return <Navigate to="/settings/$section" params={{ section }} replace />;
}
