import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { ShoppingBag, Store } from 'lucide-react';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import { ApiError, type Product } from '@/lib/api';
import { money } from '@/lib/format';
import { useTitle } from '@/lib/title';
import { shopQuery } from './api';
import { Cover, Frame } from './frame';
import { availability, excerpt } from './words';

const route = getRouteApi('/shop/$shop');

/** Everything an organization sells to the public. */
export function ShopPage() {
  const { shop } = route.useParams();
  const { data, error, refetch } = useQuery(shopQuery(shop));
  useTitle(data?.name);
  return (
    <Frame shop={shop} name={data?.name}>
      {data ? (
        <>
          <header className="mb-8 grid gap-1.5">
            <h1 className="text-3xl font-semibold tracking-tight">{data.name}</h1>
            <p className="text-md text-ink-2">What we offer. Order here; you see at any time how far we are.</p>
          </header>
          {data.products.length === 0 ? (
            <EmptyState icon={<ShoppingBag />} title="Nothing on offer at the moment">
              Come back soon.
            </EmptyState>
          ) : (
            <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
              {data.products.map((p) => (
                <Card key={p.id} shop={shop} product={p} />
              ))}
            </ul>
          )}
        </>
      ) : error ? (
        <ShopError error={error} retry={() => void refetch()} />
      ) : (
        <div role="status" className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
          <span className="sr-only">Loading the shop…</span>
          {[0, 1, 2].map((i) => (
            <Skeleton key={i} className="h-72" />
          ))}
        </div>
      )}
    </Frame>
  );
}

/** A shop or product that is not there says so kindly; anything else can be tried again. */
export function ShopError({ error, retry }: { error: unknown; retry: () => void }) {
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState icon={<Store />} title="This is not on offer">
        The link may be old, or the seller has taken it out of the shop.
      </EmptyState>
    );
  }
  return <ErrorState error={error} retry={retry} />;
}

function Card({ shop, product }: { shop: string; product: Product }) {
  return (
    <li className="group relative flex flex-col overflow-hidden rounded-2xl border border-line bg-surface transition-[border-color,transform] duration-150 focus-within:border-line-strong hover:-translate-y-0.5 hover:border-line-strong">
      <Cover id={product.id} className="aspect-video w-full" />
      <div className="flex flex-1 flex-col gap-1.5 p-5">
        <h2 className="text-lg leading-snug font-semibold tracking-tight">
          <Link to="/shop/$shop/$slug" params={{ shop, slug: product.slug }} className="after:absolute after:inset-0 after:rounded-2xl">
            {product.name}
          </Link>
        </h2>
        <p className="line-clamp-3 text-ink-2">{excerpt(product.description)}</p>
        <p className="mt-auto flex items-baseline justify-between gap-3 pt-3">
          <span className="text-lg font-semibold tabular-nums">{money(product.price)}</span>
          {product.kind === 'goods' && <span className="text-sm text-ink-3">{availability(product)}</span>}
        </p>
      </div>
    </li>
  );
}
