import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Archive, Copy, Ellipsis, ExternalLink, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';
import { Menu, MenuItem } from '@/components/ui/menu';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonPage } from '@/components/ui/skeleton';
import { ApiError, reason, type Product } from '@/lib/api';
import { toast } from '@/stores/toasts';
import { changeProduct, productQuery, publicLink, type ProductPatch } from './api';
import { ProductForm, type ProductValues } from './product-form';
import { StockCard } from './stock-card';
import { StateBadge } from './words';

const route = getRouteApi('/app/catalog/$productId');

/** One product: its fields, whether the public sees it, its stock. */
export function ProductScreen() {
  const { productId } = route.useParams();
  const { data, error, refetch } = useQuery(productQuery(productId));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonPage label="Loading the product" />;
  return <Loaded key={data.id} product={data} />;
}

function Loaded({ product }: { product: Product }) {
  const client = useQueryClient();
  const [dirty, setDirty] = useState(false);
  // The version in the form: a newer one is shown at once, unless it would take away what is being written.
  const [version, setVersion] = useState(product.version);
  if (!dirty && version !== product.version) setVersion(product.version);
  const change = useMutation({
    mutationFn: ({ patch, version }: { patch: ProductPatch; version: number }) => changeProduct(product.id, patch, version),
    onSuccess: (changed) => {
      client.setQueryData(productQuery(product.id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['catalog', 'products'] });
    },
  });
  const save = (v: ProductValues) =>
    change.mutate(
      { version, patch: { name: v.name, description: v.description || null, price: v.price, ...(product.kind === 'service' ? { templateId: v.templateId } : {}) } },
      {
        onSuccess: () => {
          setDirty(false);
          toast({ title: 'Saved', tone: 'ok' });
        },
      },
    );
  const setState = (state: Product['state'], said: string) =>
    change.mutate(
      { version: product.version, patch: { state } },
      {
        onSuccess: () => toast({ title: said, tone: 'ok' }),
        onError: (e) => toast({ title: 'The state was not changed', detail: reason(e), tone: 'bad' }),
      },
    );
  const stale = change.error instanceof ApiError && change.error.type === 'lost-update';
  const showTheirs = () => {
    change.reset();
    setDirty(false);
    void client.invalidateQueries({ queryKey: productQuery(product.id).queryKey });
  };

  return (
    <>
      <PageHeader title={product.name} crumb={<Link to="/catalog">Catalog</Link>} after={<StateBadge state={product.state} />}>
        {product.state !== 'published' && (
          <Button variant={dirty ? 'default' : 'primary'} disabled={change.isPending} onClick={() => setState('published', 'Published: everyone with the link can order it')}>
            Publish
          </Button>
        )}
        <Button type="submit" form="product" variant={dirty || product.state === 'published' ? 'primary' : 'default'} loading={change.isPending} disabled={!dirty}>
          Save
        </Button>
        <Menu
          trigger={
            <IconButton label="More">
              <Ellipsis size={15} aria-hidden />
            </IconButton>
          }
        >
          {product.state !== 'draft' && (
            <MenuItem icon={<EyeOff />} onSelect={() => setState('draft', 'Back to draft: the shop no longer shows it')}>
              Take out of the shop
            </MenuItem>
          )}
          {product.state !== 'archived' && (
            <MenuItem icon={<Archive />} onSelect={() => setState('archived', 'Archived: orders keep what they bought')}>
              Archive
            </MenuItem>
          )}
        </Menu>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid w-full max-w-5xl items-start gap-8 px-6 py-8 max-md:px-4 max-md:py-5 lg:grid-cols-[minmax(0,1fr)_300px]">
          <div className="grid gap-4">
            {stale && (
              <div role="alert" className="flex items-center gap-3 rounded-md border border-warn/35 bg-warn/8 px-3 py-2 text-sm">
                <span className="flex-1">Somebody changed this product while you wrote.</span>
                <Button size="sm" onClick={showTheirs}>
                  Show theirs
                </Button>
              </div>
            )}
            <ProductForm key={version} id="product" product={product} error={stale ? null : change.error} onSubmit={save} onDirty={setDirty} />
          </div>
          <aside className="grid gap-4 max-lg:-order-1">
            <PublicCard product={product} />
            {product.kind === 'goods' && <StockCard product={product} />}
          </aside>
        </div>
      </div>
    </>
  );
}

function PublicCard({ product }: { product: Product }) {
  const link = publicLink(product);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      toast({ title: 'Link copied', tone: 'ok' });
    } catch {
      toast({ title: 'The browser did not let the link be copied', detail: link, tone: 'bad' });
    }
  };
  return (
    <section className="grid gap-3 rounded-xl border border-line bg-surface p-4">
      <h2 className="font-semibold">Public page</h2>
      {product.state === 'published' ? (
        <>
          <p className="rounded-md border border-line bg-panel px-2.5 py-1.5 font-mono text-xs break-all text-ink-2">{link}</p>
          <div className="flex flex-wrap gap-2">
            <Button icon={<Copy size={13} aria-hidden />} onClick={() => void copy()}>
              Copy public link
            </Button>
            <Button asChild variant="ghost">
              <a href={link} target="_blank" rel="noopener">
                <ExternalLink size={13} aria-hidden /> View page
              </a>
            </Button>
          </div>
        </>
      ) : (
        <p className="text-ink-2">{product.state === 'draft' ? 'A draft is seen by nobody outside. Publish it, and it has a page people can order from.' : 'Archived: no longer in the shop.'}</p>
      )}
    </section>
  );
}
