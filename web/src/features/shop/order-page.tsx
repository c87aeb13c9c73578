import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { Check, CircleAlert, Clock, Link2Off, PackageCheck, type LucideIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { SkeletonPage } from '@/components/ui/skeleton';
import { historyText } from '@/features/orders';
import { ApiError, type Order } from '@/lib/api';
import { cx } from '@/lib/cx';
import { fullTime, money } from '@/lib/format';
import { useTitle } from '@/lib/title';
import { orderStatusQuery, payAddress } from './api';
import { Frame } from './frame';

const route = getRouteApi('/order/$orderId');

/** The customer's page of one order; the link's secret opens it. It looks again by itself. */
export function OrderPage() {
  const { orderId } = route.useParams();
  const secret = useLocation({ select: (l) => l.hash });
  const { data, error, refetch } = useQuery({ ...orderStatusQuery(orderId, secret), enabled: secret !== '' });
  useTitle(data && `Order ${data.number}`);
  const unknown = secret === '' || (error instanceof ApiError && [401, 403, 404].includes(error.status));
  return (
    <Frame name="Your order">
      {data ? (
        <Loaded order={data} secret={secret} />
      ) : unknown ? (
        <EmptyState icon={<Link2Off />} title="This link does not open an order">
          Use the whole link from your confirmation; the part after # belongs to it.
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <SkeletonPage label="Loading your order" />
      )}
    </Frame>
  );
}

interface Telling {
  icon: LucideIcon;
  tone: string;
  title: string;
  text: string;
}

/** What the customer most wants to know, in one sentence and one more. */
function tell(order: Order): Telling {
  const service = order.lines.some((l) => l.kind === 'service');
  if (order.state === 'cancelled') return { icon: CircleAlert, tone: 'text-ink-3', title: 'Your order was cancelled', text: 'If you have paid already, you get your money back.' };
  if (order.state === 'expired') return { icon: Clock, tone: 'text-ink-3', title: 'Your order has expired', text: 'It was not paid in time, and what was reserved for you is free again.' };
  if (order.payment === 'failed') return { icon: CircleAlert, tone: 'text-bad', title: 'The payment was declined', text: 'Nothing was charged. You can try again.' };
  if (order.payment === 'pending' || order.payment === 'authorized') {
    const transfer = order.payments.some((p) => p.provider === 'invoice');
    return {
      icon: Clock,
      tone: 'text-warn',
      title: 'Thank you, your order is placed',
      text: order.payBy
        ? `We are waiting for your payment, until ${fullTime(order.payBy)}.`
        : transfer ? `Please transfer ${money(order.total)} and name order ${order.number}. Work starts when it has arrived.` : 'We are waiting for your payment.',
    };
  }
  if (order.state === 'completed' || order.fulfilment === 'fulfilled') return { icon: PackageCheck, tone: 'text-ok', title: 'Your order is complete', text: 'Everything you ordered has been delivered.' };
  return { icon: Check, tone: 'text-ok', title: 'Thank you, your payment has arrived', text: service ? 'Your project has been set up and work begins.' : 'We are getting your order ready.' };
}

function Loaded({ order, secret }: { order: Order; secret: string }) {
  const { icon: Icon, tone, title, text } = tell(order);
  const open = order.state === 'placed' && (order.payment === 'pending' || order.payment === 'failed');
  const url = open ? order.payments.findLast((p) => p.url)?.url : null;
  const pay = url ? payAddress(url, order.id, secret) : null;
  return (
    <div className="grid gap-8">
      <header className="grid gap-5 rounded-2xl border border-line bg-surface p-7 max-md:p-5">
        <div role="status" className="flex gap-4 max-md:flex-col">
          <span className={cx('grid size-11 shrink-0 place-items-center rounded-full border border-line bg-panel', tone)}>
            <Icon size={21} aria-hidden />
          </span>
          <div className="grid gap-1">
            <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
            <p className="text-md text-ink-2">{text}</p>
          </div>
        </div>
        {pay && (
          <Button asChild size="lg" variant="primary" className="justify-self-start">
            <a href={pay}>{order.payment === 'failed' ? 'Try again' : 'Pay now'}</a>
          </Button>
        )}
        {order.state !== 'cancelled' && order.state !== 'expired' && <Steps order={order} />}
      </header>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <section aria-labelledby="lines" className="overflow-hidden rounded-2xl border border-line bg-surface">
          <header className="flex items-baseline justify-between border-b border-line px-5 py-3.5">
            <h2 id="lines" className="font-semibold">
              Order {order.number}
            </h2>
            <time dateTime={order.placedAt} className="text-sm text-ink-3">
              {fullTime(order.placedAt)}
            </time>
          </header>
          <ul>
            {order.lines.map((l) => (
              <li key={l.id} className="flex items-baseline gap-4 border-b border-line px-5 py-3.5">
                <div className="grid min-w-0 flex-1 gap-0.5">
                  <span className="font-medium">{l.name}</span>
                  <span className="text-sm text-ink-3">
                    {l.quantity} × {money(l.unitPrice)}
                    {l.kind === 'goods' && l.fulfilled > 0 && ` · ${l.fulfilled} of ${l.quantity} sent`}
                  </span>
                </div>
                <span className="tabular-nums">{money(l.total)}</span>
              </li>
            ))}
          </ul>
          <p className="flex justify-between px-5 py-3.5 text-md font-semibold">
            Total <span className="tabular-nums">{money(order.total)}</span>
          </p>
        </section>
        <div className="grid gap-8">
          <section aria-labelledby="for">
            <h2 id="for" className="mb-2 font-semibold">
              Ordered by
            </h2>
            <p className="leading-relaxed wrap-anywhere text-ink-2">
              {order.customer.name}
              <br />
              {order.customer.company && (
                <>
                  {order.customer.company}
                  <br />
                </>
              )}
              {order.customer.email}
            </p>
            {order.note && <p className="mt-3 border-l-2 border-line-strong pl-3 wrap-anywhere whitespace-pre-wrap text-ink-2">{order.note}</p>}
          </section>
          <section aria-labelledby="history">
            <h2 id="history" className="mb-2 font-semibold">
              History
            </h2>
            <ol className="grid gap-2.5">
              {order.history.map((h, i) => (
                <li key={i} className="grid">
                  <span>{historyText(h.what)}</span>
                  <time dateTime={h.at} className="text-sm text-ink-3">
                    {fullTime(h.at)}
                  </time>
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </div>
  );
}

function Steps({ order }: { order: Order }) {
  const paid = order.payment !== 'pending' && order.payment !== 'failed';
  const done = order.state === 'completed' || order.fulfilment === 'fulfilled';
  const steps = [
    { name: 'Ordered', done: true },
    { name: 'Paid', done: paid },
    { name: order.fulfilment === 'partially_fulfilled' ? 'Partly delivered' : paid && !done ? 'Under way' : 'Delivered', done },
  ];
  const current = steps.findIndex((s) => !s.done);
  return (
    <ol aria-label="Progress" className="grid grid-cols-3 gap-2">
      {steps.map((s, i) => (
        <li key={s.name} aria-current={i === current ? 'step' : undefined} className="grid gap-2">
          <span aria-hidden className={cx('h-1 rounded-full', s.done ? 'bg-ok' : i === current ? 'bg-accent/50' : 'bg-line')} />
          <span className={cx('text-sm', s.done ? 'font-medium' : i === current ? 'text-ink-2' : 'text-ink-3')}>
            {s.name}
            {s.done && <span className="sr-only"> (done)</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
