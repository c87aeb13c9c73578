import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app';

const getParentRoute = () => appRoute;

export const settingsRoutes = [
  createRoute({
    getParentRoute,
    path: '/inbox',
    validateSearch: (search: Record<string, unknown>): { unread?: true } => (search.unread === true || search.unread === 'true' ? { unread: true } : {}),
    component: lazyRouteComponent(() => import('@/features/notifications/inbox'), 'Inbox'),
  }),
  // The sections are a list of their own: features/settings/sections.tsx.
  createRoute({ getParentRoute, path: '/settings/$', component: lazyRouteComponent(() => import('@/features/settings/settings-screen'), 'SettingsScreen') }),
] as const;
