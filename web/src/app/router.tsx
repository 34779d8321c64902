import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { Problem } from '@/api/problem';
import { catalogueQuery, usersQuery } from '@/catalogue';
import { binSearch } from '@/features/bin/search';
import { boardSearch } from '@/features/board/search';
import { calendarSearch } from '@/features/calendar/search';
import { engagementSearch } from '@/features/engagement/search';
import { funnelSearch } from '@/features/funnel/search';
import { importSearch } from '@/features/import/search';
import { leadsSearch } from '@/features/leads/search';
import { notificationsSearch } from '@/features/notifications/search';
import { repeatSearch } from '@/features/repeat/search';
import { tasksSearch } from '@/features/tasks/search';
import { withTexts } from '@/i18n';
import { listSearch, recordSearch } from '@/records/search';
import { Crashed, PageGone, PageUnknown } from './faults';
import { restore } from './offline/keep';
import { sessionQuery } from './session';
import { workspaceQuery } from './workspace';

type Context = { client: QueryClient };

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: PageGone,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' && /^\/(?!\/)/.test(search.to) ? { to: search.to } : {},
  beforeLoad: async ({ context }) => {
    if (await setupNeeded(context.client)) throw redirect({ to: '/setup' });
  },
  component: lazyRouteComponent(() => import('@/features/sign-in/SignInPage')),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context }) => {
    if (!(await setupNeeded(context.client))) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(withTexts(['setup'], () => import('@/features/setup/SetupPage'))),
});

/** Everything behind the sign-in, in the frame of the shell. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const enter = () =>
      Promise.all([
        context.client.ensureQueryData(sessionQuery),
        context.client.ensureQueryData(catalogueQuery),
        context.client.ensureQueryData(usersQuery),
        context.client.ensureQueryData(workspaceQuery),
      ]);
    try {
      await enter();
    } catch (error) {
      if (error instanceof Problem && error.code === 'offline') {
        // Without a server there is what was last seen, if this person has been here.
        await restore(context.client);
        await enter();
        return;
      }
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      if (await setupNeeded(context.client)) throw redirect({ to: '/setup' });
      const to = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in', search: to ? { to } : {} });
    }
  },
  component: lazyRouteComponent(() => import('./Shell')),
  errorComponent: Crashed,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(withTexts(['home'], () => import('@/features/home/HomePage'))),
});

const tasks = createRoute({
  getParentRoute: () => inside,
  path: '/tasks',
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import('@/features/tasks/TasksPage')),
});

const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/calendar',
  validateSearch: calendarSearch,
  component: lazyRouteComponent(
    withTexts(['calendar'], () => import('@/features/calendar/CalendarPage')),
  ),
});

const list = createRoute({
  getParentRoute: () => inside,
  path: '/records/$object',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('@/records/ListPage')),
});

const record = createRoute({
  getParentRoute: () => inside,
  path: '/records/$object/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(withTexts(['leads'], () => import('@/records/RecordPage'))),
});

const leads = createRoute({
  getParentRoute: () => inside,
  path: '/leads',
  validateSearch: leadsSearch,
  component: lazyRouteComponent(withTexts(['leads'], () => import('@/features/leads/LeadsPage'))),
});

const board = createRoute({
  getParentRoute: () => inside,
  path: '/board/$pipeline',
  validateSearch: boardSearch,
  component: lazyRouteComponent(withTexts(['board'], () => import('@/features/board/BoardPage'))),
});

const funnel = createRoute({
  getParentRoute: () => inside,
  path: '/funnel',
  validateSearch: funnelSearch,
  component: lazyRouteComponent(
    withTexts(['funnel'], () => import('@/features/funnel/FunnelPage')),
  ),
});

const objections = createRoute({
  getParentRoute: () => inside,
  path: '/objections',
  validateSearch: funnelSearch,
  component: lazyRouteComponent(
    withTexts(['funnel', 'talk'], () => import('@/features/objections/ObjectionsPage')),
  ),
});

const engagement = createRoute({
  getParentRoute: () => inside,
  path: '/engagement',
  validateSearch: engagementSearch,
  component: lazyRouteComponent(
    withTexts(['funnel'], () => import('@/features/engagement/EngagementPage')),
  ),
});

const repeat = createRoute({
  getParentRoute: () => inside,
  path: '/repeat',
  validateSearch: repeatSearch,
  component: lazyRouteComponent(
    withTexts(['repeat'], () => import('@/features/repeat/RepeatPage')),
  ),
});

const imports = createRoute({
  getParentRoute: () => inside,
  path: '/import',
  validateSearch: importSearch,
  component: lazyRouteComponent(
    withTexts(['import'], () => import('@/features/import/ImportPage')),
  ),
});

const bin = createRoute({
  getParentRoute: () => inside,
  path: '/bin',
  validateSearch: binSearch,
  component: lazyRouteComponent(withTexts(['bin'], () => import('@/features/bin/BinPage'))),
});

const profile = createRoute({
  getParentRoute: () => inside,
  path: '/profile',
  component: lazyRouteComponent(
    withTexts(['profile', 'search'], () => import('@/features/profile/ProfilePage')),
  ),
});

const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  validateSearch: notificationsSearch,
  component: lazyRouteComponent(() => import('@/features/notifications/NotificationsPage')),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings/$section',
  component: lazyRouteComponent(
    withTexts(['settings', 'rules'], () => import('@/features/settings/SettingsPage')),
  ),
});

const settingsStart = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsStart')),
});

/** Any other address: the page says so in the frame of the shell, from which one goes on. */
const unknown = createRoute({
  getParentRoute: () => inside,
  path: '$',
  component: PageUnknown,
});

async function setupNeeded(client: QueryClient): Promise<boolean> {
  const state = await client.fetchQuery({
    queryKey: keys.setup,
    queryFn: api.setup.state,
    staleTime: 10_000,
  });
  return state.needed;
}

const routeTree = root.addChildren([
  signIn,
  setup,
  inside.addChildren([
    home,
    tasks,
    calendar,
    list,
    record,
    leads,
    board,
    funnel,
    objections,
    engagement,
    repeat,
    imports,
    bin,
    profile,
    notifications,
    settings,
    settingsStart,
    unknown,
  ]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: PageGone,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
