import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app';

export const systemRoutes = [
  createRoute({ getParentRoute: () => appRoute, path: '/system', component: lazyRouteComponent(() => import('@/features/system/system-screen'), 'SystemScreen') }),
] as const;
