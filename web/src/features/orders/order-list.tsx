import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { SearchX, ShoppingBag } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th, Tr } from '@/components/ui/table';
import type { Order } from '@/lib/api';
import { ago, count, fullTime, money } from '@/lib/format';
import { useRowKeys } from '@/lib/row-keys';
import { ordersQuery, type Filters } from './api';
import { fulfilmentLabel, paymentLabel, stateLabel, summary } from './words';

const route = getRouteApi('/app/orders');

const options = <T extends string>(all: string, labels: Record<T, string>) => [{ value: '' as T | '', label: all }, ...(Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value: value as T | '', label }))];

/** What customers ordered, the newest first. */
export function OrderList() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(ordersQuery(filters));
  const list = useRowKeys<HTMLDivElement>();
  const filtered = Object.values(filters).some((v) => v !== undefined);
  const set = (change: Filters) => void navigate({ search: { ...filters, ...change }, replace: true });
  return (
    <>
      <PageHeader title="Orders" />
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2 max-md:px-3">
        <SearchInput label="Search number, name or e-mail" value={filters.q ?? ''} onChange={(q) => set({ q: q || undefined })} className="w-64 max-md:w-full" />
        <Select label="Payment" value={filters.payment ?? ''} onChange={(v) => set({ payment: v || undefined })} options={options('Any payment', paymentLabel)} className="max-md:flex-1" />
        <Select label="State" value={filters.state ?? ''} onChange={(v) => set({ state: v || undefined })} options={options('Any state', stateLabel)} className="max-md:flex-1" />
        {filtered && (
          <Button variant="ghost" onClick={() => void navigate({ search: {}, replace: true })}>
            Clear
          </Button>
        )}
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
        {isPending ? (
          <ListSkeleton />
        ) : error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : data.length === 0 ? (
          filtered ? (
            <EmptyState icon={<SearchX />} title="No order matches">
              Try fewer letters, or other filters.
            </EmptyState>
          ) : (
            <EmptyState
              icon={<ShoppingBag />}
              title="No orders yet"
              actions={
                <Button asChild variant="primary">
                  <Link to="/catalog">Go to the catalog</Link>
                </Button>
              }
            >
              Publish a product and send its link to a customer. Their order appears here by itself.
            </EmptyState>
          )
        ) : (
          <>
            <Orders items={data} />
            {hasNextPage && (
              <div className="grid place-items-center p-4">
                <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  Show more
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </>
  );
}

/** `Architecture course` or `3 × Field notebook and 1 more`. */
function what(order: Order): string {
  const [first, ...rest] = order.lines;
  if (!first) return '';
  return `${first.quantity > 1 ? `${first.quantity} × ` : ''}${first.name}${rest.length ? ` and ${count(rest.length, 'more', 'more')}` : ''}`;
}

function Orders({ items }: { items: Order[] }) {
  return (
    <Table
      label="Orders"
      head={
        <>
          <Th className="pl-4">Number</Th>
          <Th>Customer</Th>
          <Th className="max-lg:hidden">Ordered</Th>
          <Th className="max-md:hidden">State</Th>
          <Th className="max-lg:hidden">Fulfilment</Th>
          <Th numeric>Total</Th>
          <Th numeric className="pr-4 max-md:hidden">
            Placed
          </Th>
        </>
      }
    >
      {items.map((o) => {
        const { label, tone } = summary(o);
        return (
          <Tr key={o.id} className="relative focus-within:bg-hover">
            <Td className="pl-4">
              <Link data-row to="/orders/$orderId" params={{ orderId: o.id }} className="font-medium whitespace-nowrap tabular-nums after:absolute after:inset-0">
                {o.number}
              </Link>
            </Td>
            <Td className="max-w-0 py-1.5 max-lg:w-full lg:w-1/4">
              <span className="block truncate">{o.customer.name}</span>
              <span className="block truncate text-xs text-ink-3">{o.customer.company ?? o.customer.email}</span>
              <span className="mt-1 block md:hidden">
                <Badge tone={tone}>{label}</Badge>
              </span>
            </Td>
            <Td className="w-1/3 max-w-0 truncate text-ink-2 max-lg:hidden">{what(o)}</Td>
            <Td className="max-md:hidden">
              <Badge tone={tone}>{label}</Badge>
            </Td>
            <Td className="whitespace-nowrap text-ink-2 max-lg:hidden">{fulfilmentLabel[o.fulfilment]}</Td>
            <Td numeric>{money(o.total)}</Td>
            <Td numeric className="pr-4 whitespace-nowrap text-ink-3 max-md:hidden">
              <time dateTime={o.placedAt} title={fullTime(o.placedAt)}>
                {ago(o.placedAt)}
              </time>
            </Td>
          </Tr>
        );
      })}
    </Table>
  );
}

function ListSkeleton() {
  return (
    <div role="status" className="grid">
      <span className="sr-only">Loading orders…</span>
      {[0, 1, 2, 3, 4, 5].map((i) => (
        <div key={i} className="flex h-11 items-center gap-6 border-b border-line px-4">
          <Skeleton className="h-4 w-16" />
          <Skeleton className="h-4 w-44" />
          <Skeleton className="ml-auto h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
