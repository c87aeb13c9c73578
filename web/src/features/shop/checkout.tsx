import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useRouter } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Skeleton, SkeletonPage } from '@/components/ui/skeleton';
import { ApiError, reason } from '@/lib/api';
import { money } from '@/lib/format';
import { useTitle } from '@/lib/title';
import { uuidv7 } from '@/lib/uuid';
import { payAddress, placeOrder, providersQuery, shopProductQuery, type Placed, type ShopProduct } from './api';
import { Cover, Frame } from './frame';
import { Quantity } from './quantity';
import { ShopError } from './shop-page';
import { most } from './words';

const route = getRouteApi('/shop/$shop/$slug/checkout');

const providers: Record<string, { label: string; hint: string }> = {
  invoice: { label: 'Bank transfer', hint: 'You get an invoice. The order starts when your transfer has arrived.' },
  test: { label: 'Test payment', hint: 'For trying things out: no money moves.' },
  stripe: { label: 'Card', hint: 'On the pages of our payment provider.' },
};

export function CheckoutPage() {
  const { shop, slug } = route.useParams();
  const { data, error, refetch } = useQuery(shopProductQuery(shop, slug));
  useTitle(data && `Order ${data.product.name} – ${data.shopName}`);
  return (
    <Frame shop={shop} name={data?.shopName}>
      {data ? <Form data={data} /> : error ? <ShopError error={error} retry={() => void refetch()} /> : <SkeletonPage label="Loading the order form" />}
    </Frame>
  );
}

/** The field of the form that an error of the server is about: `customer.email` and `email` alike. */
function complaint(error: unknown, name: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.errors.find((e) => e.field === name || e.field.endsWith(`.${name}`))?.message;
}

const SHOWN = ['name', 'email', 'company', 'note', 'payment', 'quantity'];

function Form({ data: { shop, product } }: { data: ShopProduct }) {
  const { quantity: asked } = route.useSearch();
  const navigate = route.useNavigate();
  // Not bound to this page: the answer may come when a first press has already led away from it.
  const router = useRouter();
  const { data: offered, isError: noProviders, refetch } = useQuery(providersQuery);
  const [id, setId] = useState(() => uuidv7());
  const max = Math.max(1, most(product));
  const quantity = Math.min(asked ?? 1, max);
  const [values, setValues] = useState({ name: '', email: '', company: '', note: '' });
  const [chosen, setChosen] = useState<string | null>(null);
  const payment = chosen ?? offered?.[0] ?? '';
  const set = (name: keyof typeof values) => (e: { target: { value: string } }) => setValues((v) => ({ ...v, [name]: e.target.value }));

  const go = (placed: Placed) => {
    const pay = placed.payment.url && payAddress(placed.payment.url, placed.orderId, placed.secret);
    if (pay?.startsWith('/')) void router.navigate({ href: pay });
    else if (pay) location.assign(pay);
    else void router.navigate({ to: '/order/$orderId', params: { orderId: placed.orderId }, hash: placed.secret });
  };
  const place = useMutation({
    mutationFn: placeOrder,
    onSuccess: go,
    // This id may belong to an order with other content now: what is sent next is another order.
    onError: (error) => error instanceof ApiError && error.status === 409 && setId(uuidv7()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const company = values.company.trim();
    const note = values.note.trim();
    place.mutate({
      id,
      shop,
      items: [{ productId: product.id, quantity }],
      customer: { name: values.name.trim(), email: values.email.trim(), ...(company ? { company } : {}) },
      payment,
      ...(note ? { note } : {}),
    });
  };
  const error = (name: string) => complaint(place.error, name);
  const total = { amount: product.price.amount * quantity, currency: product.price.currency };

  return (
    <>
      <Link to="/shop/$shop/$slug" params={{ shop, slug: product.slug }} className="mb-5 inline-flex items-center gap-1 rounded-sm text-ink-3 hover:text-ink">
        <ChevronLeft size={14} aria-hidden /> {product.name}
      </Link>
      <h1 className="mb-7 text-3xl font-semibold tracking-tight">Your order</h1>
      <form onSubmit={submit} className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid gap-5">
          <FormError>{place.error && !SHOWN.some(error) ? reason(place.error) : null}</FormError>
          <div className="grid gap-5 md:grid-cols-2">
            <Field label="Name" error={error('name')}>
              {(c) => <Input {...c} inputSize="lg" autoComplete="name" required autoFocus maxLength={200} value={values.name} onChange={set('name')} />}
            </Field>
            <Field label="E-mail" error={error('email')}>
              {(c) => <Input {...c} inputSize="lg" type="email" autoComplete="email" required maxLength={254} value={values.email} onChange={set('email')} />}
            </Field>
          </div>
          <Field label="Company" optional error={error('company')}>
            {(c) => <Input {...c} inputSize="lg" autoComplete="organization" maxLength={200} value={values.company} onChange={set('company')} />}
          </Field>
          <Field label="Note" optional hint="Anything we should know before we begin." error={error('note')}>
            {(c) => <Textarea {...c} rows={3} maxLength={2_000} value={values.note} onChange={set('note')} />}
          </Field>
          <Payment offered={offered} failed={noProviders} retry={() => void refetch()} value={payment} onChange={setChosen} error={error('payment')} />
        </div>
        <aside aria-label="Summary" className="grid gap-5 rounded-2xl border border-line bg-surface p-6 lg:sticky lg:top-20">
          <div className="flex gap-3.5">
            <Cover id={product.id} className="size-14 shrink-0 overflow-hidden rounded-lg" />
            <div className="grid content-center gap-0.5">
              <p className="leading-snug font-semibold">{product.name}</p>
              <p className="text-ink-3 tabular-nums">{money(product.price)}</p>
            </div>
          </div>
          {max > 1 && (
            <div className="flex items-center justify-between">
              <span className="text-ink-2">Quantity</span>
              <Quantity value={quantity} max={max} onChange={(n) => void navigate({ search: n > 1 ? { quantity: n } : {}, replace: true })} />
            </div>
          )}
          {error('quantity') && <FormError>{error('quantity')}</FormError>}
          <p className="flex items-baseline justify-between border-t border-line pt-4">
            <span className="font-medium">Total</span>
            <output className="text-xl font-semibold tracking-tight tabular-nums">{money(total)}</output>
          </p>
          <Button type="submit" size="lg" variant="primary" loading={place.isPending} disabled={!payment} className="w-full">
            {payment === 'invoice' ? 'Place order' : 'Place order and pay'}
          </Button>
        </aside>
      </form>
    </>
  );
}

function Payment({ offered, failed, retry, value, onChange, error }: { offered: string[] | undefined; failed: boolean; retry: () => void; value: string; onChange: (provider: string) => void; error: string | undefined }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium text-ink-2">Payment</legend>
      {!offered && !failed && <Skeleton className="h-14" />}
      {failed && (
        <p role="alert" className="flex items-center gap-3 text-bad">
          The ways to pay could not be loaded.
          <Button size="sm" onClick={retry}>
            Try again
          </Button>
        </p>
      )}
      {offered?.length === 0 && <p className="text-ink-2">This shop takes no payments at the moment.</p>}
      {offered?.map((p) => (
        <label
          key={p}
          className="flex cursor-pointer items-start gap-3 rounded-lg border border-line-strong bg-surface p-3.5 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input type="radio" name="payment" value={p} checked={value === p} onChange={() => onChange(p)} className="mt-0.5 size-4 accent-(--accent)" aria-label={providers[p]?.label ?? p} />
          <span className="grid gap-0.5">
            <span className="font-medium">{providers[p]?.label ?? p}</span>
            {providers[p] && <span className="text-sm text-ink-2">{providers[p].hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
