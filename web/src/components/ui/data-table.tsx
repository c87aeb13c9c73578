import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { usePhone } from '@/lib/media';
import { Table, Td, Th, Tr } from './table';

export interface Column<T> {
  title: string;
  cell: (row: T) => ReactNode;
  numeric?: boolean;
  className?: string;
}

interface Props<T> {
  /** The accessible name. */
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** The first column names the row; on a phone the others stand below it. */
  columns: readonly Column<T>[];
  /** Buttons at the end of a row. */
  actions?: (row: T) => ReactNode;
  /** What stands there when there are no rows. */
  empty?: ReactNode;
}

/** A short list of things with a few facts each: a table, or cards one below another on a phone. */
export function DataTable<T>({ label, rows, rowKey, columns, actions, empty }: Props<T>) {
  const phone = usePhone();
  const frame = 'overflow-hidden rounded-xl border border-line bg-surface';
  if (rows.length === 0) return empty ? <div className={cx(frame, 'px-4 py-8 text-center text-ink-3')}>{empty}</div> : null;
  const [first, ...others] = columns;
  if (phone) {
    return (
      <ul aria-label={label} className={frame}>
        {rows.map((row) => (
          <li key={rowKey(row)} className="flex items-center gap-3 border-t border-line px-3 py-2.5 first:border-0">
            <div className="grid min-w-0 flex-1 gap-1">
              <div className="min-w-0 font-medium">{first?.cell(row)}</div>
              <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-ink-3">
                {others.map((c) => (
                  <div key={c.title} className="flex gap-1">
                    <dt>{c.title}:</dt>
                    <dd className="text-ink-2">{c.cell(row)}</dd>
                  </div>
                ))}
              </dl>
            </div>
            {actions && <div className="flex shrink-0 gap-1">{actions(row)}</div>}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table
      label={label}
      className={frame.replace('overflow-hidden ', '')}
      head={
        <>
          {columns.map((c) => (
            <Th key={c.title} numeric={c.numeric ?? false} className={c.className}>
              {c.title}
            </Th>
          ))}
          {actions && (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </>
      }
    >
      {rows.map((row) => (
        <Tr key={rowKey(row)}>
          {columns.map((c) => (
            <Td key={c.title} numeric={c.numeric ?? false} className={cx('py-1.5', c.className)}>
              {c.cell(row)}
            </Td>
          ))}
          {actions && (
            <Td className="w-px">
              <div className="flex justify-end gap-1">{actions(row)}</div>
            </Td>
          )}
        </Tr>
      ))}
    </Table>
  );
}
