import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { fieldError, reason, type Product } from '@/lib/api';
import { ago, fullTime } from '@/lib/format';
import { movementsQuery, moveStock, productQuery } from './api';

const signed = (n: number) => (n > 0 ? `+${n.toLocaleString('en')}` : n.toLocaleString('en').replace('-', '−'));

/** What lies there, what is promised, what can be sold, and how it came to be so. */
export function StockCard({ product }: { product: Product }) {
  const [open, setOpen] = useState(false);
  const { onHand, reserved, available } = product.stock ?? { onHand: 0, reserved: 0, available: 0 };
  const { data, isPending, isError, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(movementsQuery(product.id));
  return (
    <section className="overflow-hidden rounded-xl border border-line bg-surface">
      <header className="flex items-center px-4 pt-3">
        <h2 className="font-semibold">Stock</h2>
        <Button size="sm" className="ml-auto" onClick={() => setOpen(true)}>
          Adjust stock
        </Button>
      </header>
      <dl className="grid grid-cols-3 px-4 py-3">
        {(
          [
            ['On hand', onHand],
            ['Reserved', reserved],
            ['Available', available],
          ] as const
        ).map(([name, n]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-xs text-ink-3">{name}</dt>
            <dd className={`text-xl font-semibold tracking-tight tabular-nums ${name === 'Available' && n <= 0 ? 'text-bad' : ''}`}>{n.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <ul aria-label="Stock movements" className="border-t border-line">
        {isPending && <li className="p-4"><Skeleton /></li>}
        {isError && <li className="px-4 py-3 text-sm text-ink-3">The movements could not be loaded.</li>}
        {data?.map((m) => (
          <li key={m.id} className="flex items-baseline gap-2 border-b border-line px-4 py-1.5 last:border-0">
            <span className={`w-12 shrink-0 font-medium tabular-nums ${m.delta < 0 ? 'text-ink-2' : 'text-ok'}`}>{signed(m.delta)}</span>
            <span className="min-w-0 flex-1 text-sm wrap-anywhere text-ink-2">{m.reason}</span>
            <time dateTime={m.at} title={fullTime(m.at)} className="shrink-0 text-xs text-ink-3">
              {ago(m.at)}
            </time>
          </li>
        ))}
        {data?.length === 0 && <li className="px-4 py-3 text-sm text-ink-3">No movement yet.</li>}
      </ul>
      {hasNextPage && (
        <Button variant="ghost" size="sm" className="m-2" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
      {open && <Adjust product={product} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Adjust({ product, onClose }: { product: Product; onClose: () => void }) {
  const client = useQueryClient();
  const [delta, setDelta] = useState('');
  const [why, setWhy] = useState('');
  const move = useMutation({
    mutationFn: () => moveStock(product.id, { delta: Number(delta), reason: why.trim() }),
    onSuccess: (changed) => {
      client.setQueryData(productQuery(product.id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['catalog'] });
      onClose();
    },
  });
  const after = (product.stock?.onHand ?? 0) + (Number(delta) || 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Number(delta)) move.mutate();
  };
  const fields = fieldError(move.error, 'delta') ?? fieldError(move.error, 'reason');
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(o) => !o && onClose()}
      title="Adjust stock"
      description="Write by how much the stock changes, with a minus when it gets less."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="adjust" variant="primary" loading={move.isPending}>
            Adjust stock
          </Button>
        </>
      }
    >
      <form id="adjust" onSubmit={submit} className="grid gap-4">
        <FormError>{move.error && !fields ? reason(move.error) : null}</FormError>
        <Field label="Change" hint={`On hand afterwards: ${after.toLocaleString('en')}`} error={fieldError(move.error, 'delta')}>
          {(c) => <Input {...c} type="number" step={1} min={-1_000_000} max={1_000_000} required autoFocus value={delta} onChange={(e) => setDelta(e.target.value)} />}
        </Field>
        <Field label="Reason" error={fieldError(move.error, 'reason')}>
          {(c) => <Input {...c} required maxLength={200} placeholder="Delivery, count, breakage…" value={why} onChange={(e) => setWhy(e.target.value)} />}
        </Field>
      </form>
    </Dialog>
  );
}
