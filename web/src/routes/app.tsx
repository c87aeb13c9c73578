import { createRoute, redirect } from '@tanstack/react-router';
import { ApiError, session } from '@/lib/api';
import { rootRoute } from './root';
import { AppShell } from './shell/app-shell';

/** Sends whoever is not signed in to the sign-in, and back here afterwards. */
export async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  // Offline with a known session: the cache can still be shown.
  const token = await session.token().catch((error: unknown) => {
    if (error instanceof ApiError && session.current().status === 'in') return 'offline';
    throw error;
  });
  if (!token) {
    const next = location.href === '/' ? undefined : location.href;
    throw redirect({ to: '/sign-in', search: next ? { next } : {} });
  }
}

/** Parent of every screen for signed-in people: checks the session, shows the shell. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: requireSession,
  component: AppShell,
});
