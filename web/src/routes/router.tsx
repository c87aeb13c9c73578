import { createRouter } from '@tanstack/react-router';
import { SkeletonPage } from '@/components/ui/skeleton';
import { appRoute } from './app';
import { authRoutes } from './auth';
import { catalogRoutes } from './catalog';
import { importsRoutes } from './imports';
import { ordersRoutes } from './orders';
import { projectsRoutes } from './projects';
import { reportingRoutes } from './reporting';
import { rootRoute } from './root';
import { settingsRoutes } from './settings';
import { shopRoutes } from './shop';
import { systemRoutes } from './system';

// A service's screens: make routes/<service>.tsx with an array of routes and name it here, inside the shell
// (children of appRoute) or outside it (public pages, children of rootRoute).
const routeTree = rootRoute.addChildren([
  ...authRoutes,
  ...shopRoutes,
  appRoute.addChildren([...projectsRoutes, ...importsRoutes, ...catalogRoutes, ...ordersRoutes, ...reportingRoutes, ...settingsRoutes, ...systemRoutes]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: SkeletonPage,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
