import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { ChartNoAxesColumn } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { money } from '@/lib/format';
import { AsOf } from './as-of';
import { downloadCsv, reportQuery, sourcesQuery, type DeliveryRow, type Filters, type LateRow, type OrdersRow, type SalesRow } from './api';
import { FilterBar } from './filter-bar';
import { ReportCard } from './report-card';
import { days, monthName, monthTick, number, percent } from './words';

const route = getRouteApi('/app/reports');

const monthly = { rowName: (r: { month: string }) => monthName(r.month), tick: (r: { month: string }) => monthTick(r.month), unit: 'Month' as const };

/** What the shop and the streams tell: how much, how fast, how late. */
export function ReportsScreen() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const orders = useQuery(reportQuery<OrdersRow>('orders-per-month', filters));
  const { data: sources } = useQuery(sourcesQuery);
  const filtered = Object.values(filters).some((v) => v !== undefined);
  const nothing = !filtered && orders.data?.rows.length === 0;
  const set = (next: Filters) => void navigate({ search: next, replace: true });
  return (
    <>
      <PageHeader title="Reports">
        <AsOf at={orders.data?.asOf} />
      </PageHeader>
      {!nothing && <FilterBar filters={filters} onChange={set} sources={sources ?? []} />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {nothing ? (
          <NoData />
        ) : (
          <div className="mx-auto grid w-full max-w-6xl gap-5 p-5 max-md:p-3 xl:grid-cols-2">
            <Orders query={orders} filters={filters} />
            <Delivery filters={filters} />
            <Late filters={filters} />
            <Sales filters={filters} />
          </div>
        )}
      </div>
    </>
  );
}

function NoData() {
  return (
    <EmptyState
      icon={<ChartNoAxesColumn />}
      title="No figures yet"
      actions={
        <Button asChild variant="primary">
          <Link to="/catalog">Go to the catalog</Link>
        </Button>
      }
    >
      <p>Reports fill by themselves when the first order is placed in your shop.</p>
      <p className="mt-3">Or send events from elsewhere. For orders in the format of Olist:</p>
      <code className="mt-2 block rounded-md border border-line bg-surface px-3 py-2 text-left font-mono text-xs">./atelier ingest olist samples/olist</code>
    </EmptyState>
  );
}

const NONE = 'No orders in this selection.';

function Orders({ query: { data, error, refetch }, filters }: { query: { data: { rows: OrdersRow[] } | undefined; error: unknown; refetch: () => unknown }; filters: Filters }) {
  const total = data?.rows.reduce((n, r) => n + r.orders, 0) ?? 0;
  return (
    <ReportCard
      {...monthly}
      title="Orders per month"
      headline={{ value: number(total), words: total === 1 ? 'order' : 'orders' }}
      rows={data?.rows}
      error={error}
      retry={() => void refetch()}
      format={number}
      series={(rows) => [{ name: 'Orders', kind: 'bar', color: 'var(--accent)', values: rows.map((r) => r.orders) }]}
      columns={[
        { name: 'Orders', cell: (r) => number(r.orders) },
        { name: 'Delivered', cell: (r) => number(r.delivered) },
        { name: 'Cancelled', cell: (r) => number(r.canceled) },
      ]}
      empty={NONE}
      csv={() => downloadCsv('orders-per-month', filters, 'orders-per-month')}
    />
  );
}

function Delivery({ filters }: { filters: Filters }) {
  const { data, error, refetch } = useQuery(reportQuery<DeliveryRow>('delivery-time', filters));
  const last = data?.rows.at(-1);
  return (
    <ReportCard
      {...monthly}
      title="Delivery time"
      headline={last && { value: days(last.medianDays), words: `median of orders from ${monthName(last.month)}` }}
      rows={data?.rows}
      error={error}
      retry={() => void refetch()}
      format={days}
      series={(rows) => [
        { name: 'Median', kind: 'line', color: 'var(--accent)', values: rows.map((r) => r.medianDays) },
        { name: '90th percentile', kind: 'line', color: 'var(--mark-teal)', dashed: true, values: rows.map((r) => r.p90Days) },
      ]}
      columns={[
        { name: 'Median', cell: (r) => days(r.medianDays) },
        { name: '90th percentile', cell: (r) => days(r.p90Days) },
        { name: 'Delivered', cell: (r) => number(r.delivered) },
      ]}
      empty="No deliveries in this selection."
      csv={() => downloadCsv('delivery-time', filters, 'delivery-time')}
    />
  );
}

function Late({ filters }: { filters: Filters }) {
  const { data, error, refetch } = useQuery(reportQuery<LateRow>('late-share', filters));
  const delivered = data?.rows.reduce((n, r) => n + r.delivered, 0) ?? 0;
  const late = data?.rows.reduce((n, r) => n + r.late, 0) ?? 0;
  return (
    <ReportCard
      {...monthly}
      title="Late share"
      headline={delivered ? { value: percent(late / delivered), words: `came after the promised day: ${number(late)} of ${number(delivered)}` } : undefined}
      rows={data?.rows}
      error={error}
      retry={() => void refetch()}
      format={percent}
      series={(rows) => [{ name: 'Late', kind: 'bar', color: 'var(--mark-orange)', values: rows.map((r) => r.share) }]}
      columns={[
        { name: 'Late', cell: (r) => number(r.late) },
        { name: 'Delivered', cell: (r) => number(r.delivered) },
        { name: 'Share', cell: (r) => percent(r.share) },
      ]}
      empty="No deliveries with a promised day in this selection."
      csv={() => downloadCsv('late-share', filters, 'late-share')}
    />
  );
}

/** Only of the own shop, the one source with amounts; one card for each currency, since currencies do not add up. */
function Sales({ filters: { source, from, to } }: { filters: Filters }) {
  const own = source === undefined || source === 'shop';
  const { data } = useQuery({ ...reportQuery<SalesRow>('sales', { from, to }), enabled: own });
  if (!own) return null;
  const currencies = [...new Set(data?.rows.map((r) => r.currency))];
  return currencies.map((currency) => {
    const rows = data!.rows.filter((r) => r.currency === currency);
    const words = (amount: number) => money({ amount, currency });
    return (
      <ReportCard
        key={currency}
        {...monthly}
        title={currencies.length > 1 ? `Sales in ${currency}` : 'Sales'}
        headline={{ value: words(rows.reduce((n, r) => n + r.amount, 0)), words: 'paid in the own shop' }}
        rows={rows}
        error={null}
        retry={() => undefined}
        format={(amount) => words(amount).replace(/[.,]00$/, '')}
        series={(all) => [{ name: 'Sales', kind: 'bar', color: 'var(--mark-green)', values: all.map((r) => r.amount) }]}
        columns={[
          { name: 'Orders', cell: (r) => number(r.orders) },
          { name: 'Amount', cell: (r) => words(r.amount) },
        ]}
        empty={NONE}
        csv={() => downloadCsv('sales', { from, to }, 'sales')}
      />
    );
  });
}
