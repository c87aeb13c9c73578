import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app';

const getParentRoute = () => appRoute;

interface ReportsSearch {
  source?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

export const reportingRoutes = [
  createRoute({
    getParentRoute,
    path: '/reports',
    validateSearch: (search: Record<string, unknown>): ReportsSearch => ({
      source: typeof search.source === 'string' && search.source ? search.source : undefined,
      from: day(search.from),
      to: day(search.to),
    }),
    component: lazyRouteComponent(() => import('@/features/reporting/reports-screen'), 'ReportsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/projects/$projectId/report',
    component: lazyRouteComponent(() => import('@/features/reporting/project-report'), 'ProjectReport'),
  }),
] as const;
