import { Link, Outlet, createRootRoute, type ErrorComponentProps } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';

export function NotFound() {
  return (
    <EmptyState
      icon={<Compass />}
      title="Nothing here"
      actions={
        <Button asChild variant="primary">
          <Link to="/">Go to the start</Link>
        </Button>
      }
    >
      This page does not exist, or you may not see it.
    </EmptyState>
  );
}

/** A part of the app that could not be loaded or shown. After a release, old chunks are gone: reloading helps. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const chunk = /dynamically imported module|Importing a module script/.test(String(error));
  return <ErrorState error={error} retry={chunk ? () => location.reload() : reset} />;
}

/** Outside the shell nothing else is the page's main part. */
function NotFoundPage() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <NotFound />
    </main>
  );
}

export const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: RouteError });
