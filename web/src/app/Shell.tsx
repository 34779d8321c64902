import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { onProblem } from '@/api/http';
import { useTell } from '@/features/notifications/useTell';
import { usePaletteOpened } from '@/features/palette/open';
import { useCompleting } from '@/features/tasks/completing';
import { withTexts } from '@/i18n';
import { useConflict } from '@/records/conflict';
import { useOpenMove } from '@/records/moving/store';
import { useRedoLast, useUndoLast } from '@/records/undo';
import { Working } from '@/ui/State';
import { Tips } from '@/ui/Tip';
import { useAccent } from './accent';
import { useLanguage } from './language';
import { useLive } from './live';
import { usePlaces } from './navigation';
import { OfflineBanner } from './offline/Banner';
import { usePreferences } from './preferences';
import classes from './Shell.module.css';
import { Sidebar } from './Sidebar';
import { forgetEverything, useSession } from './session';
import { isBlocked, isTyping, setLetters, useShortcuts } from './shortcuts';
import { Tabs } from './Tabs';
import { usePhone } from './useWide';

const Palette = lazy(withTexts(['search', 'settings'], () => import('@/features/palette/Palette')));
const ConflictDialog = lazy(() => import('@/records/form/ConflictDialog'));
const CompletePlace = lazy(() => import('@/features/tasks/CompletePlace'));
const MoveDialog = lazy(() => import('@/records/moving/MoveDialog'));

export default function Shell() {
  const t = useTranslations('shell');
  const phone = usePhone();
  useLive();
  useOwnLanguage();
  useSignedOut();
  useGoTo();
  useUndoKey();
  useOwnKeys();
  useTell();
  useAccent();
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      {!phone && <Sidebar />}
      <div className={classes.column}>
        <OfflineBanner />
        <main id="content" className={classes.main} tabIndex={-1}>
          <Loading />
          <Outlet />
        </main>
      </div>
      {phone && <Tabs />}
      <PalettePlace />
      <AskPlace />
      <Tips />
    </div>
  );
}

/** By itself, so that going from place to place does not draw the frame anew. */
function Loading() {
  const loading = useRouterState({ select: (state) => state.isLoading });
  return <Working active={loading} />;
}

function PalettePlace() {
  const opened = usePaletteOpened();
  return <Suspense fallback={null}>{opened && <Palette />}</Suspense>;
}

function AskPlace() {
  const move = useOpenMove();
  const task = useCompleting();
  const conflict = useConflict();
  return (
    <Suspense fallback={null}>
      {conflict && <ConflictDialog />}
      {move && <MoveDialog />}
      {task && <CompletePlace />}
    </Suspense>
  );
}

/** Speaks the language that the person has chosen, on whatever machine he signs in. */
function useOwnLanguage() {
  const { user } = useSession();
  const { language, speak } = useLanguage();
  // Only when the person's own choice changes: the switch in the menu acts before the server has answered.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language now spoken must not bring this back
  useEffect(() => {
    if (user.language && user.language !== language) void speak(user.language);
  }, [user.language]);
}

/** A refusal for want of a session leads back to the sign-in, and from there to the same page. */
function useSignedOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(
    () =>
      onProblem((problem) => {
        if (problem.code !== 'not_signed_in' || location.pathname === '/sign-in') return;
        const to = location.pathname + location.search;
        void navigate({ to: '/sign-in', search: to === '/' ? {} : { to } }).then(() =>
          forgetEverything(client),
        );
      }),
    [client, navigate],
  );
}

function useGoTo() {
  const navigate = useNavigate();
  const { top, records, tools } = usePlaces({ hidden: true });
  const table: Record<string, () => void> = {};
  for (const place of [...top, ...records, ...tools]) {
    if (place.code) table[`KeyG ${place.code}`] = () => void navigate(place.link);
  }
  useShortcuts(table);
}

/**
 * Ctrl or Cmd with Z, by its letter or, where the layout has others, by the place of the key; with Shift, or Ctrl+Y, the
 * other way. Where one types they are the browser's own.
 */
function useUndoKey() {
  const undoLast = useUndoLast();
  const redoLast = useRedoLast();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code;
      const isZ = letter === 'z' || letter === 'KeyZ';
      const again = isZ ? event.shiftKey : letter === 'y' || letter === 'KeyY';
      if (!isZ && !again) return;
      if (event.defaultPrevented || isTyping(event.target) || isBlocked()) return;
      event.preventDefault();
      void (again ? redoLast() : undoLast());
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undoLast, redoLast]);
}

/** Single letters are off for whoever switched them off. */
function useOwnKeys() {
  const { preferences } = usePreferences();
  const on = preferences.letters !== false;
  useEffect(() => setLetters(on), [on]);
}
