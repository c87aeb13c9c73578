import { addDays, today } from '@/lib/format';
import type { LocalDate } from '@/lib/api';
import type { Filters } from './api';

const month = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const long = month({ month: 'long', year: 'numeric' });
const short = month({ month: 'short' });

/** `2017-10` as `October 2017`. */
export const monthName = (m: string): string => long.format(new Date(`${m}-01T00:00:00Z`));

/** `Oct`, and `2017` instead of each January: few letters for an axis. */
export const monthTick = (m: string): string => (m.endsWith('-01') ? m.slice(0, 4) : short.format(new Date(`${m}-01T00:00:00Z`)));

export const percent = (share: number): string => `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`;

export const days = (n: number): string => `${n.toLocaleString('en', { maximumFractionDigits: 1 })} d`;

export const number = (n: number): string => n.toLocaleString('en');

/** `shop` is the organization's own; a stream is called by its name. */
export const sourceName = (source: string): string => (source === 'shop' ? 'Own shop' : source);

export type Period = 'all' | 'year' | '12months' | 'custom';

export function periodDates(period: Exclude<Period, 'custom'>, now: LocalDate = today()): Pick<Filters, 'from' | 'to'> {
  if (period === 'year') return { from: `${now.slice(0, 4)}-01-01`, to: undefined };
  if (period === '12months') return { from: addDays(`${Number(now.slice(0, 4)) - 1}${now.slice(4, 7)}-01`, 0), to: undefined };
  return { from: undefined, to: undefined };
}

/** Which of the named periods the dates are. */
export function periodOf(filters: Filters, now: LocalDate = today()): Period {
  return (['all', 'year', '12months'] as const).find((p) => periodDates(p, now).from === filters.from && filters.to === undefined) ?? 'custom';
}
