import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Ban, Boxes, BriefcaseBusiness, Ellipsis, LayoutGrid } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';
import { Menu, MenuItem } from '@/components/ui/menu';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonPage } from '@/components/ui/skeleton';
import type { Order, OrderLine } from '@/lib/api';
import { fullTime, money } from '@/lib/format';
import { orderQuery } from './api';
import { Cancel, Fulfil, MarkPaid } from './order-actions';
import { fulfilmentLabel, historyText, paymentLabel, paymentTone, providerLabel, summary } from './words';

const route = getRouteApi('/app/orders/$orderId');

/** One order: what was bought, what became of it, who pays, what happened. */
export function OrderScreen() {
  const { orderId } = route.useParams();
  const { data, error, refetch } = useQuery(orderQuery(orderId));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonPage label="Loading the order" />;
  return <Loaded order={data} />;
}

type Action = { kind: 'pay' | 'cancel' } | { kind: 'fulfil'; line: OrderLine };

function Loaded({ order }: { order: Order }) {
  const [action, setAction] = useState<Action | null>(null);
  const { label, tone } = summary(order);
  const open = order.state === 'placed';
  const unpaid = order.payment === 'pending' || order.payment === 'failed';
  // Work is delivered once it is paid; goods also leave on an invoice.
  const mayFulfil = (line: OrderLine) => !unpaid || (line.kind === 'goods' && order.payments.some((p) => p.provider === 'invoice'));
  const close = () => setAction(null);
  return (
    <>
      <PageHeader title={`Order ${order.number}`} crumb={<Link to="/orders">Orders</Link>} after={<Badge tone={tone}>{label}</Badge>}>
        {open && unpaid && (
          <Button variant="primary" onClick={() => setAction({ kind: 'pay' })}>
            Mark as paid
          </Button>
        )}
        {open && (
          <Menu
            trigger={
              <IconButton label="More">
                <Ellipsis size={15} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<Ban />} danger onSelect={() => setAction({ kind: 'cancel' })}>
              Cancel order
            </MenuItem>
          </Menu>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid w-full max-w-5xl items-start gap-6 px-6 py-6 max-md:px-4 lg:grid-cols-[minmax(0,1fr)_300px]">
          <div className="grid gap-6">
            <Card title="Lines" aside={fulfilmentLabel[order.fulfilment]}>
              <ul>
                {order.lines.map((l) => (
                  <Line key={l.id} line={l} paid={!unpaid} onFulfil={open && mayFulfil(l) ? () => setAction({ kind: 'fulfil', line: l }) : undefined} />
                ))}
              </ul>
              <p className="flex justify-between px-4 py-3 font-semibold">
                Total <span className="tabular-nums">{money(order.total)}</span>
              </p>
            </Card>
            {order.note && (
              <Card title="Note of the customer">
                <p className="px-4 py-3 wrap-anywhere whitespace-pre-wrap">{order.note}</p>
              </Card>
            )}
            <Card title="History">
              <ol className="px-4 py-3">
                {order.history.map((h, i) => (
                  <li key={i} className="relative flex gap-3 pb-3 pl-4 last:pb-0">
                    <span aria-hidden className="absolute top-1.5 left-0 size-1.5 rounded-full bg-ink-3" />
                    {i < order.history.length - 1 && <span aria-hidden className="absolute top-4 bottom-0 left-[2.5px] w-px bg-line-strong" />}
                    <span className="min-w-0 flex-1 wrap-anywhere">
                      {historyText(h.what)}
                      {h.by && <span className="text-ink-3"> · {h.by}</span>}
                    </span>
                    <time dateTime={h.at} className="shrink-0 text-sm text-ink-3">
                      {fullTime(h.at)}
                    </time>
                  </li>
                ))}
              </ol>
            </Card>
          </div>
          <aside className="grid gap-6">
            <Card title="Customer">
              <div className="grid gap-0.5 px-4 py-3 wrap-anywhere">
                <span className="font-medium">{order.customer.name}</span>
                {order.customer.company && <span className="text-ink-2">{order.customer.company}</span>}
                <a href={`mailto:${order.customer.email}`} className="text-accent-text hover:underline">
                  {order.customer.email}
                </a>
              </div>
            </Card>
            <Card title="Payment" aside={<Badge tone={paymentTone[order.payment]}>{paymentLabel[order.payment]}</Badge>}>
              <ul>
                {order.payments.map((p) => (
                  <li key={p.id} className="flex items-baseline gap-3 border-b border-line px-4 py-2.5 last:border-0">
                    <span className="min-w-0 flex-1">
                      {providerLabel[p.method ?? p.provider] ?? p.provider}
                      {p.refunded && p.refunded.amount > 0 && <span className="block text-sm text-ink-3">{money(p.refunded)} goes back</span>}
                      {p.reference && <span className="block text-sm wrap-anywhere text-ink-3">{p.reference}</span>}
                    </span>
                    <span className="text-sm text-ink-3">{paymentLabel[p.state as Order['payment']] ?? p.state}</span>
                  </li>
                ))}
                {order.payments.length === 0 && <li className="px-4 py-3 text-ink-3">No payment yet.</li>}
              </ul>
              {order.paidAt && <p className="border-t border-line px-4 py-2.5 text-sm text-ink-3">Paid {fullTime(order.paidAt)}</p>}
            </Card>
          </aside>
        </div>
      </div>
      {action?.kind === 'pay' && <MarkPaid order={order} onClose={close} />}
      {action?.kind === 'cancel' && <Cancel order={order} onClose={close} />}
      {action?.kind === 'fulfil' && <Fulfil order={order} line={action.line} onClose={close} />}
    </>
  );
}

function Card({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="overflow-hidden rounded-xl border border-line bg-surface">
      <header className="flex min-h-10 items-center gap-2 border-b border-line px-4">
        <h2 className="font-semibold">{title}</h2>
        {aside && <span className="ml-auto text-sm text-ink-3">{aside}</span>}
      </header>
      {children}
    </section>
  );
}

function Line({ line, paid, onFulfil }: { line: OrderLine; paid: boolean; onFulfil: (() => void) | undefined }) {
  const Icon = line.kind === 'service' ? BriefcaseBusiness : Boxes;
  const left = line.quantity - line.fulfilled;
  return (
    <li className="grid gap-2.5 border-b border-line px-4 py-3">
      <div className="flex items-baseline gap-3">
        <Icon size={15} strokeWidth={1.75} className="shrink-0 translate-y-0.5 text-ink-3" aria-hidden />
        <div className="min-w-0 flex-1">
          <Link to="/catalog/$productId" params={{ productId: line.productId }} className="font-medium hover:underline">
            {line.name}
          </Link>
          <p className="text-sm text-ink-3 tabular-nums">
            {line.quantity} × {money(line.unitPrice)}
            {(line.kind === 'goods' || line.fulfilled > 0) && ` · ${line.fulfilled} of ${line.quantity} ${line.kind === 'goods' ? 'handed over' : 'delivered'}`}
          </p>
        </div>
        <span className="tabular-nums">{money(line.total)}</span>
      </div>
      {onFulfil && left > 0 && (
        <Button size="sm" className="order-last ml-6.5 justify-self-start" onClick={onFulfil}>
          {line.kind === 'goods' ? 'Hand over' : 'Mark delivered'}
        </Button>
      )}
      {line.kind === 'service' && (
        <ul aria-label={`Projects of ${line.name}`} className="ml-6.5 grid gap-1">
          {line.units.map((u) => (
            <li key={u.unit} className="flex items-center gap-2">
              <LayoutGrid size={13} className="shrink-0 text-ink-3" aria-hidden />
              {u.projectId ? (
                <Link to="/projects/$projectId" params={{ projectId: u.projectId }} className="truncate text-accent-text hover:underline">
                  {u.projectName ?? `Project of unit ${u.unit}`}
                </Link>
              ) : (
                <span className="text-ink-3">{paid ? 'The project is being set up…' : 'Becomes a project once it is paid'}</span>
              )}
              {line.quantity > 1 && (
                <span className="ml-auto shrink-0 text-sm text-ink-3">
                  Unit {u.unit} of {line.quantity}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
