import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { Skeleton } from '@/components/ui/skeleton';
import { reason } from '@/lib/api';
import { money } from '@/lib/format';
import { useTitle } from '@/lib/title';
import { orderStatusQuery, payTest } from './api';

const route = getRouteApi('/pay/test/$paymentId');

/** Stands in for a payment provider's page: pays or declines, and says plainly that no money moves. */
export function TestPayment() {
  const { paymentId } = route.useParams();
  const { order: orderId } = route.useSearch();
  const navigate = route.useNavigate();
  const secret = useLocation({ select: (l) => l.hash });
  useTitle('Test payment');
  const { data: order, error } = useQuery({ ...orderStatusQuery(orderId ?? '', secret), enabled: !!orderId && !!secret });
  const pay = useMutation({
    mutationFn: (outcome: 'succeed' | 'decline') => payTest(paymentId, secret, outcome),
    onSuccess: () => navigate({ to: '/order/$orderId', params: { orderId: orderId ?? order?.id ?? '' }, hash: secret, replace: true }),
  });
  const complete = !!orderId && !!secret;
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-sm overflow-hidden rounded-2xl border border-line bg-surface shadow-pop">
        <p className="flex items-center justify-center gap-2 bg-warn/12 px-4 py-2.5 font-medium text-warn">
          <FlaskConical size={15} aria-hidden /> Test mode: no money moves
        </p>
        <div className="grid gap-6 p-7">
          <header className="grid justify-items-center gap-1 text-center">
            <h1 className="text-ink-2">Test payment{order ? ` for order ${order.number}` : ''}</h1>
            {order ? (
              <p className="text-3xl font-semibold tracking-tight tabular-nums">{money(order.total)}</p>
            ) : (
              complete && !error && <Skeleton className="h-10 w-40" />
            )}
          </header>
          {order && (
            <ul className="grid gap-1.5 border-y border-line py-3.5">
              {order.lines.map((l) => (
                <li key={l.id} className="flex justify-between gap-4">
                  <span>
                    {l.quantity > 1 && <span className="text-ink-3">{l.quantity} × </span>}
                    {l.name}
                  </span>
                  <span className="tabular-nums">{money(l.total)}</span>
                </li>
              ))}
            </ul>
          )}
          <FormError>{!complete ? 'This link is not complete. Go back to the shop and order again.' : (pay.error ?? error) ? reason(pay.error ?? error) : null}</FormError>
          <div className="grid gap-2">
            <Button size="lg" variant="primary" disabled={!complete} loading={pay.isPending && pay.variables === 'succeed'} onClick={() => pay.mutate('succeed')}>
              {order ? `Pay ${money(order.total)}` : 'Pay'}
            </Button>
            <Button size="lg" disabled={!complete} loading={pay.isPending && pay.variables === 'decline'} onClick={() => pay.mutate('decline')}>
              Decline the payment
            </Button>
          </div>
          <p className="text-center text-sm text-ink-3">This page stands in for a bank, to try a shop from end to end.</p>
        </div>
      </div>
    </main>
  );
}
