import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { number, periodDates, periodOf, sourceName, type Period } from './words';
import type { Filters } from './api';

/** Which orders are counted: from where, bought when. */
export function FilterBar({ filters, onChange, sources }: { filters: Filters; onChange: (filters: Filters) => void; sources: { name: string; orders: number }[] }) {
  // "Between two days" is chosen before the days are.
  const [custom, setCustom] = useState(false);
  const known = periodOf(filters);
  const period: Period = custom ? 'custom' : known;
  const names = filters.source && !sources.some((s) => s.name === filters.source) ? [...sources, { name: filters.source, orders: 0 }] : sources;
  const filtered = Object.values(filters).some((v) => v !== undefined);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2 max-md:px-3">
      <Select
        label="Source"
        value={filters.source ?? ''}
        onChange={(source) => onChange({ ...filters, source: source || undefined })}
        options={[{ value: '' as string, label: 'All sources' }, ...names.map((s) => ({ value: s.name, label: `${sourceName(s.name)} (${number(s.orders)})` }))]}
      />
      <Select
        label="Period"
        value={period}
        onChange={(p) => {
          setCustom(p === 'custom');
          if (p !== 'custom') onChange({ ...filters, ...periodDates(p) });
        }}
        options={[
          { value: 'all', label: 'All time' },
          { value: '12months', label: 'Last 12 months' },
          { value: 'year', label: 'This year' },
          { value: 'custom', label: 'Between two days' },
        ]}
      />
      {period === 'custom' && (
        <>
          <Input type="date" aria-label="From" className="w-36!" max={filters.to} value={filters.from ?? ''} onChange={(e) => onChange({ ...filters, from: e.target.value || undefined })} />
          <span className="text-ink-3">to</span>
          <Input type="date" aria-label="To" className="w-36!" min={filters.from} value={filters.to ?? ''} onChange={(e) => onChange({ ...filters, to: e.target.value || undefined })} />
        </>
      )}
      {filtered && (
        <Button
          variant="ghost"
          onClick={() => {
            setCustom(false);
            onChange({});
          }}
        >
          Clear
        </Button>
      )}
    </div>
  );
}
