import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { CalendarRange, Check, ChevronLeft, ReceiptText, Route } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Markdown } from '@/components/ui/markdown';
import { Skeleton } from '@/components/ui/skeleton';
import { money } from '@/lib/format';
import { useTitle } from '@/lib/title';
import { shopProductQuery, type Contents, type ShopProduct } from './api';
import { Cover, Frame } from './frame';
import { Quantity } from './quantity';
import { ShopError } from './shop-page';
import { availability, duration, facts, most } from './words';

const route = getRouteApi('/shop/$shop/$slug');

/** The page one buys from. */
export function ProductPage() {
  const { shop, slug } = route.useParams();
  const { data, error, refetch } = useQuery(shopProductQuery(shop, slug));
  useTitle(data && `${data.product.name} – ${data.shopName}`);
  return (
    <Frame shop={shop} name={data?.shopName}>
      {data ? <Loaded data={data} /> : error ? <ShopError error={error} retry={() => void refetch()} /> : <Loading />}
    </Frame>
  );
}

function Loaded({ data: { shop, product, contents } }: { data: ShopProduct }) {
  const [quantity, setQuantity] = useState(1);
  const max = most(product);
  const soldOut = max <= 0;
  const order = (size: 'lg', className: string) =>
    soldOut ? (
      <Button size={size} variant="primary" disabled className={className}>
        Sold out
      </Button>
    ) : (
      <Button asChild size={size} variant="primary" className={className}>
        <Link to="/shop/$shop/$slug/checkout" params={{ shop, slug: product.slug }} search={quantity > 1 ? { quantity } : {}}>
          Order now
        </Link>
      </Button>
    );
  return (
    <>
      <Link to="/shop/$shop" params={{ shop }} className="mb-5 inline-flex items-center gap-1 rounded-sm text-ink-3 hover:text-ink">
        <ChevronLeft size={14} aria-hidden /> All offers
      </Link>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid gap-7">
          <Cover id={product.id} className="aspect-[21/9] w-full overflow-hidden rounded-2xl max-md:aspect-video" />
          <header className="grid gap-3">
            <h1 className="text-3xl leading-tight font-semibold tracking-tight text-balance">{product.name}</h1>
            <ul aria-label="In short" className="flex flex-wrap gap-x-5 gap-y-1.5 text-ink-2">
              {facts(product, contents).map((f) => (
                <li key={f} className="flex items-center gap-1.5">
                  <Check size={14} className="text-ok" aria-hidden /> {f}
                </li>
              ))}
            </ul>
          </header>
          {product.description && <Markdown text={product.description} className="text-md" />}
        </div>
        <aside aria-label="Order" className="grid gap-5 rounded-2xl border border-line bg-surface p-6 max-lg:hidden lg:sticky lg:top-20">
          <div className="grid gap-1">
            <p className="text-3xl font-semibold tracking-tight tabular-nums">{money(product.price)}</p>
            <p className="text-ink-3">{product.kind === 'goods' ? availability(product) : 'For one project'}</p>
          </div>
          {!soldOut && max > 1 && <Quantity value={quantity} onChange={setQuantity} max={max} />}
          {order('lg', 'w-full')}
          <Promises service={product.kind === 'service'} />
        </aside>
        {contents && contents.milestones.length > 0 && <ProjectContents contents={contents} />}
      </div>
      {/* On a phone the price and the button stay under the thumb. */}
      <div className="h-20 lg:hidden" />
      <div className="fixed inset-x-0 bottom-0 z-10 flex items-center gap-4 border-t border-line bg-raised px-4 py-3 pb-[calc(12px+env(safe-area-inset-bottom))] lg:hidden">
        <span className="grid">
          <span className="text-lg leading-tight font-semibold tabular-nums">{money(product.price)}</span>
          <span className="text-xs text-ink-3">{product.kind === 'goods' ? availability(product) : 'For one project'}</span>
        </span>
        {order('lg', 'flex-1')}
      </div>
    </>
  );
}

function Promises({ service }: { service: boolean }) {
  const row = (icon: ReactNode, text: string) => (
    <li className="flex gap-2.5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3">
      {icon}
      {text}
    </li>
  );
  return (
    <ul className="grid gap-2.5 border-t border-line pt-5 text-ink-2">
      {service && row(<CalendarRange aria-hidden />, 'Work begins the moment your payment arrives.')}
      {row(<Route aria-hidden />, 'Your own page shows how far your order is.')}
      {row(<ReceiptText aria-hidden />, 'No account needed.')}
    </ul>
  );
}

function ProjectContents({ contents }: { contents: Contents }) {
  return (
    <section className="grid gap-5">
      <div className="grid gap-1">
        <h2 className="text-xl font-semibold tracking-tight">What the project contains</h2>
        <p className="text-ink-2">
          {contents.milestones.length} milestones in {duration(contents.durationDays)}, each with its own tasks. You get all of them.
        </p>
      </div>
      <ol className="grid">
        {contents.milestones.map((m, i) => (
          <li key={i} className="relative flex gap-4 pb-5 last:pb-0">
            {i < contents.milestones.length - 1 && <span aria-hidden className="absolute top-8 bottom-0 left-[13.5px] w-px bg-line-strong" />}
            <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-full border border-line-strong bg-surface text-sm font-semibold text-accent-text tabular-nums">
              {i + 1}
            </span>
            <div className="grid gap-0.5 pt-1">
              <h3 className="text-md font-medium">{m.name}</h3>
              {m.description && <p className="text-ink-2">{m.description}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Loading() {
  return (
    <div role="status" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
      <span className="sr-only">Loading the offer…</span>
      <div className="grid gap-5">
        <Skeleton className="aspect-[21/9] w-full" />
        <Skeleton className="h-9 w-3/4" />
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-5/6" />
      </div>
      <Skeleton className="h-64" />
    </div>
  );
}
