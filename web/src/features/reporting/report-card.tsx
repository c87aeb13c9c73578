import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Chart, Legend, type Series } from '@/components/ui/chart/chart';
import { ErrorState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import { reason } from '@/lib/api';
import { toast } from '@/stores/toasts';

export interface Column<R> {
  name: string;
  cell: (row: R) => ReactNode;
}

interface Props<R> {
  title: string;
  /** One number that says the most, with its words. */
  headline?: { value: string; words: string } | undefined;
  rows: R[] | undefined;
  error: unknown;
  retry: () => void;
  /** A row's name: its month or week. */
  rowName: (row: R) => string;
  tick: (row: R) => string;
  series: (rows: R[]) => Series[];
  format: (value: number) => string;
  columns: Column<R>[];
  empty: ReactNode;
  csv: () => Promise<void>;
  /** What a row is: the table's first column. */
  unit: 'Month' | 'Week';
}

/** A chart, and under it the same as a table. */
export function ReportCard<R>({ title, headline, rows, error, retry, rowName, tick, series, format, columns, empty, csv, unit }: Props<R>) {
  const id = useId();
  const download = useMutation({ mutationFn: csv, onError: (e) => toast({ title: 'The file was not made', detail: reason(e), tone: 'bad' }) });
  const drawn = rows ? series(rows) : [];
  return (
    <section aria-labelledby={id} className="overflow-hidden rounded-xl border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 pt-3.5">
        <h2 id={id} className="text-md font-semibold">
          {title}
        </h2>
        {rows && rows.length > 0 && <Legend series={drawn} />}
        <Button size="sm" variant="ghost" className="ml-auto" icon={<Download size={13} aria-hidden />} aria-label={`Download ${title} as CSV`} disabled={!rows?.length} loading={download.isPending} onClick={() => download.mutate()}>
          CSV
        </Button>
      </header>
      {!rows ? (
        error ? (
          <ErrorState error={error} retry={retry} />
        ) : (
          <div role="status" className="grid gap-3 p-4">
            <span className="sr-only">Loading {title}…</span>
            <Skeleton className="h-52" />
            <Skeleton className="h-24" />
          </div>
        )
      ) : rows.length === 0 ? (
        <p className="px-4 pt-6 pb-10 text-center text-ink-3">{empty}</p>
      ) : (
        <>
          {headline && (
            <p className="flex items-baseline gap-2 px-4 pt-1">
              <span className="text-2xl font-semibold tracking-tight tabular-nums">{headline.value}</span>
              <span className="text-ink-3">{headline.words}</span>
            </p>
          )}
          <div className="px-3 pt-3 pb-2">
            <Chart label={title} points={rows.map((r) => ({ label: rowName(r), tick: tick(r) }))} series={drawn} format={format} />
          </div>
          <div role="region" aria-label={`${title}, table`} tabIndex={0} className="max-h-64 overflow-auto border-t border-line">
            <table className="w-full border-collapse" aria-label={title}>
              <thead className="sticky top-0 bg-surface text-xs text-ink-3 shadow-[inset_0_-1px_0_var(--line)]">
                <tr>
                  <th scope="col" className="h-8 px-4 text-left font-medium">
                    {unit}
                  </th>
                  {columns.map((c) => (
                    <th key={c.name} scope="col" className="h-8 px-4 text-right font-medium whitespace-nowrap">
                      {c.name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((r) => (
                  <tr key={rowName(r)} className="border-b border-line last:border-0 hover:bg-hover">
                    <th scope="row" className="h-8 px-4 text-left font-normal whitespace-nowrap">
                      {rowName(r)}
                    </th>
                    {columns.map((c) => (
                      <td key={c.name} className="h-8 px-4 text-right whitespace-nowrap text-ink-2 tabular-nums">
                        {c.cell(r)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
