import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { projectSearch } from '@/features/projects/filters';
import { appRoute } from './app';

const getParentRoute = () => appRoute;

export const projectsRoutes = [
  createRoute({ getParentRoute, path: '/', component: lazyRouteComponent(() => import('@/features/projects/home'), 'Home') }),
  createRoute({
    getParentRoute,
    path: '/projects',
    validateSearch: (search: Record<string, unknown>): { archived?: true } => (search.archived === true ? { archived: true } : {}),
    component: lazyRouteComponent(() => import('@/features/projects/projects-page'), 'ProjectsPage'),
  }),
  createRoute({ getParentRoute, path: '/projects/new', component: lazyRouteComponent(() => import('@/features/projects/new-project'), 'NewProjectPage') }),
  createRoute({
    getParentRoute,
    path: '/projects/$projectId',
    validateSearch: projectSearch,
    component: lazyRouteComponent(() => import('@/features/projects/project-page'), 'ProjectPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/projects/$projectId/tasks/$taskId',
    component: lazyRouteComponent(() => import('@/features/projects/task-page'), 'TaskPage'),
  }),
  createRoute({ getParentRoute, path: '/my-work', component: lazyRouteComponent(() => import('@/features/projects/my-work'), 'MyWork') }),
] as const;
