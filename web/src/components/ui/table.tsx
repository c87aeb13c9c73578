import type { ComponentProps, ReactNode } from 'react';
import { cx } from '@/lib/cx';

/** A plain table with quiet lines; scrolls sideways on a narrow screen. `label` is its accessible name. */
export function Table({ label, head, children, className }: { label: string; head: ReactNode; children: ReactNode; className?: string }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className={cx('overflow-x-auto', className)} role="region" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse text-left" aria-label={label}>
        <thead className="border-b border-line text-xs text-ink-3">
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export function Th({ className, numeric, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return <th scope="col" className={cx('h-8 px-3 font-medium whitespace-nowrap', numeric && 'text-right', className)} {...rest} />;
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cx('border-b border-line transition-colors last:border-0 hover:bg-hover', className)} {...rest} />;
}

export function Td({ className, numeric, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return <td className={cx('h-9 px-3', numeric && 'text-right tabular-nums', className)} {...rest} />;
}
