import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app';

export const importsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/import',
    // The run under way, so that a reload comes back to its progress.
    validateSearch: (search: Record<string, unknown>): { run?: string } => (typeof search.run === 'string' ? { run: search.run } : {}),
    component: lazyRouteComponent(() => import('@/features/imports/import-screen'), 'ImportScreen'),
  }),
] as const;
