import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { keepRequest } from '@/features/auth';
import { requireSession } from './app';
import { rootRoute } from './root';

// Before the router touches the address.
keepRequest();

/** Only a path of our own may be gone to after signing in: never another site. */
function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;
}

const validateSearch = (search: Record<string, unknown>): { next?: string } => {
  const next = ownPath(search.next);
  return next ? { next } : {};
};

export const authRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch,
    component: lazyRouteComponent(() => import('@/features/auth/sign-in'), 'SignIn'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/register',
    validateSearch,
    component: lazyRouteComponent(() => import('@/features/auth/register'), 'Register'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('@/features/auth/forgot-password'), 'ForgotPassword'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('@/features/auth/reset-password'), 'ResetPassword'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/verify-email',
    component: lazyRouteComponent(() => import('@/features/auth/verify-email'), 'VerifyEmail'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/welcome',
    component: lazyRouteComponent(() => import('@/features/auth/welcome'), 'Welcome'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/join',
    component: lazyRouteComponent(() => import('@/features/auth/join'), 'Join'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/authorize',
    validateSearch: (search: Record<string, unknown>) => search,
    beforeLoad: requireSession,
    component: lazyRouteComponent(() => import('@/features/auth/consent'), 'Consent'),
  }),
] as const;
