import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Package, Plus, SearchX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th, Tr } from '@/components/ui/table';
import type { Product } from '@/lib/api';
import { ago, fullTime, money } from '@/lib/format';
import { useCommands } from '@/lib/commands';
import { useRowKeys } from '@/lib/row-keys';
import { productsQuery, type ProductState } from './api';
import { KindIcon, StateBadge, kindLabel, stateLabel } from './words';

const route = getRouteApi('/app/catalog');

/** What the organization sells. */
export function ProductList() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(productsQuery(filters));
  const list = useRowKeys<HTMLDivElement>();
  const filtered = filters.q !== undefined || filters.state !== undefined;
  const set = (change: Partial<typeof filters>) => void navigate({ search: { ...filters, ...change }, replace: true });
  useCommands([{ id: 'new-product', label: 'New product', group: 'Catalog', keys: 'c', run: () => void navigate({ to: '/catalog/new' }) }]);

  return (
    <>
      <PageHeader title="Catalog">
        <Button asChild variant="primary">
          <Link to="/catalog/new">
            <Plus size={14} aria-hidden /> New product
          </Link>
        </Button>
      </PageHeader>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2 max-md:px-3">
        <SearchInput label="Search products" value={filters.q ?? ''} onChange={(q) => set({ q: q || undefined })} className="w-64 max-md:w-auto max-md:flex-1" />
        <Select
          label="State"
          value={filters.state ?? ''}
          onChange={(state) => set({ state: (state || undefined) as ProductState | undefined })}
          options={[{ value: '' as string, label: 'All states' }, ...Object.entries(stateLabel).map(([value, label]) => ({ value, label }))]}
        />
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
        {isPending ? (
          <ListSkeleton />
        ) : error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : data.length === 0 ? (
          filtered ? (
            <EmptyState icon={<SearchX />} title="No product matches" actions={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear filters</Button>}>
              Try fewer letters or another state.
            </EmptyState>
          ) : (
            <EmptyState
              icon={<Package />}
              title="Nothing to sell yet"
              actions={
                <Button asChild variant="primary">
                  <Link to="/catalog/new">Create a product</Link>
                </Button>
              }
            >
              Offer a service, and each paid order becomes a project made from its template. Or sell goods from stock.
            </EmptyState>
          )
        ) : (
          <>
            <Products items={data} />
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

function Products({ items }: { items: Product[] }) {
  return (
    <Table
      label="Products"
      head={
        <>
          <Th className="pl-4">Name</Th>
          <Th className="max-md:hidden">Kind</Th>
          <Th className="max-md:hidden">State</Th>
          <Th numeric>Price</Th>
          <Th numeric className="max-md:hidden">
            Available
          </Th>
          <Th numeric className="pr-4 max-md:hidden">
            Changed
          </Th>
        </>
      }
    >
      {items.map((p) => (
        <Tr key={p.id} className="relative focus-within:bg-hover">
          <Td className="max-w-0 py-1.5 pl-4 max-md:w-full md:w-1/2">
            <div className="flex min-w-0 items-center gap-2.5">
              <span className="text-ink-3">
                <KindIcon kind={p.kind} />
              </span>
              <div className="min-w-0">
                {/* The link covers the row. */}
                <Link data-row to="/catalog/$productId" params={{ productId: p.id }} className="block truncate font-medium after:absolute after:inset-0">
                  {p.name}
                </Link>
                {p.templateName && p.templateName !== p.name && <span className="block truncate text-xs text-ink-3">{p.templateName}</span>}
                <span className="mt-1 block md:hidden">
                  <StateBadge state={p.state} />
                </span>
              </div>
            </div>
          </Td>
          <Td className="text-ink-2 max-md:hidden">{kindLabel[p.kind]}</Td>
          <Td className="max-md:hidden">
            <StateBadge state={p.state} />
          </Td>
          <Td numeric className="max-md:pr-3">
            {money(p.price)}
          </Td>
          <Td numeric className="text-ink-2 max-md:hidden">
            <Available product={p} />
          </Td>
          <Td numeric className="pr-4 text-ink-3 max-md:hidden">
            <time dateTime={p.updatedAt} title={fullTime(p.updatedAt)}>
              {ago(p.updatedAt)}
            </time>
          </Td>
        </Tr>
      ))}
    </Table>
  );
}

function Available({ product }: { product: Product }) {
  if (!product.stock) return <span className="text-ink-3">–</span>;
  const { available, reserved } = product.stock;
  return (
    <span className={available <= 0 ? 'text-bad' : undefined}>
      {available <= 0 ? 'Sold out' : available.toLocaleString('en')}
      {reserved > 0 && <span className="text-ink-3"> · {reserved.toLocaleString('en')} reserved</span>}
    </span>
  );
}

function ListSkeleton() {
  return (
    <div role="status" className="grid gap-px">
      <span className="sr-only">Loading products…</span>
      {[0, 1, 2, 3, 4].map((i) => (
        <div key={i} className="flex h-12 items-center gap-4 border-b border-line px-4">
          <Skeleton className="h-4 w-64 max-md:w-40" />
          <Skeleton className="ml-auto h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
