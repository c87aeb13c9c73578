import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, send, type Id, type Instant, type LocalDate } from '@/lib/api';

export interface Report<R> {
  /** Everything that happened until then is in it; null while nothing is loaded yet. */
  asOf: Instant | null;
  rows: R[];
}

export interface OrdersRow {
  month: string;
  orders: number;
  delivered: number;
  canceled: number;
}

export interface DeliveryRow {
  month: string;
  delivered: number;
  medianDays: number;
  p90Days: number;
}

export interface LateRow {
  month: string;
  delivered: number;
  late: number;
  /** 0 to 1. */
  share: number;
}

export interface SalesRow {
  month: string;
  currency: string;
  orders: number;
  /** Minor units. */
  amount: number;
}

export interface ThroughputRow {
  /** Its Monday. */
  week: LocalDate;
  created: number;
  completed: number;
}

export interface Filters {
  source?: string | undefined;
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
}

/** Milliseconds; the analytical store follows the journal by itself, and no entry tells when it has caught up. */
const FRESH = 10_000;

export const reportQuery = <R>(path: string, filters: Filters = {}) =>
  queryOptions({
    queryKey: ['reports', path, filters],
    queryFn: ({ signal }) => api.get<Report<R>>(`/v1/reporting/${path}`, { query: { ...filters }, signal }),
    refetchInterval: FRESH,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

export const sourcesQuery = queryOptions({
  queryKey: ['reports', 'sources'],
  queryFn: async ({ signal }) => (await api.get<{ items: { name: string; orders: number }[] }>('/v1/reporting/sources', { signal })).items,
  refetchInterval: FRESH,
});

export const throughputPath = (projectId: Id) => `projects/${projectId}/throughput`;

/** Fetches the report as CSV and hands it to the browser as a file. */
export async function downloadCsv(path: string, filters: Filters, name: string): Promise<void> {
  const response = await send('GET', `/v1/reporting/${path}`, undefined, { query: { ...filters, format: 'csv' } });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
