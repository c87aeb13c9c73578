import { CircleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError, reason } from '@/lib/api';
import { Button } from './button';

/** What a screen says when there is nothing: why, and what to do next. */
export function EmptyState({ icon, title, children, actions }: { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-6 py-16 text-center">
      {icon && <div className="mb-2 grid size-11 place-items-center rounded-xl border border-line bg-surface text-ink-3 [&>svg]:size-5">{icon}</div>}
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      {children && <div className="text-ink-2">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** The same in one line, for a part of a screen that is small itself. */
export function ErrorLine({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <p role="alert" className="flex items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 text-sm text-ink-2">
      <CircleAlert size={14} aria-hidden className="shrink-0 text-bad" />
      <span className="min-w-0 flex-1">{reason(error)}</span>
      {retry && (
        <Button size="sm" onClick={retry}>
          Try again
        </Button>
      )}
    </p>
  );
}

/** A part of the screen that could not be loaded: the reason, and a way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const offline = error instanceof ApiError && error.status === 0;
  const title = error instanceof ApiError ? error.title : 'This could not be shown';
  return (
    <div role="alert">
      <EmptyState icon={offline ? <WifiOff /> : <CircleAlert />} title={title} actions={retry && <Button onClick={retry}>Try again</Button>}>
        {reason(error) !== title && <p>{reason(error)}</p>}
        {error instanceof ApiError && error.requestId && <p className="mt-1 text-xs text-ink-3">Request {error.requestId}</p>}
      </EmptyState>
    </div>
  );
}
