import { cx } from '@/lib/cx';

/** A grey place where something will be. Put `role="status"` with words around a group of them. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block animate-pulse rounded-md bg-active', className ?? 'h-4 w-full')} />;
}

/** A whole screen's loading state: a few lines, and words for a screen reader. */
export function SkeletonPage({ label = 'Loading' }: { label?: string }) {
  return (
    <div role="status" className="grid gap-3 p-6">
      <span className="sr-only">{label}…</span>
      <Skeleton className="h-6 w-56" />
      <Skeleton className="h-4 w-full max-w-xl" />
      <Skeleton className="h-4 w-full max-w-md" />
      <Skeleton className="h-4 w-full max-w-lg" />
    </div>
  );
}
