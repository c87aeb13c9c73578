import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FormError } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { fieldError, reason, type Order, type OrderLine } from '@/lib/api';
import { count, money } from '@/lib/format';
import { toast } from '@/stores/toasts';
import { ordersApi } from './api';

interface FormProps {
  title: string;
  description: ReactNode;
  action: string;
  danger?: boolean;
  error: unknown;
  fields: string[];
  pending: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

function ActionDialog({ title, description, action, danger, error, fields, pending, onSubmit, onClose, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button type="submit" form="order-action" variant={danger ? 'danger' : 'primary'} loading={pending}>
            {action}
          </Button>
        </>
      }
    >
      <form id="order-action" onSubmit={submit} className="grid gap-4">
        <FormError>{error && !fields.some((f) => fieldError(error, f)) ? reason(error) : null}</FormError>
        {children}
      </form>
    </Dialog>
  );
}

/** Sends an action, brings the order up to date, says so, closes. */
function useAction<T>(run: (input: T) => Promise<unknown>, said: string, onClose: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['orders'] });
      toast({ title: said, tone: 'ok' });
      onClose();
    },
  });
}

type Method = 'bank_transfer' | 'cash';

export function MarkPaid({ order, onClose }: { order: Order; onClose: () => void }) {
  const [method, setMethod] = useState<Method>('bank_transfer');
  const [reference, setReference] = useState('');
  const services = order.lines.filter((l) => l.kind === 'service').reduce((n, l) => n + l.quantity, 0);
  const pay = useAction((r: string) => ordersApi.markPaid(order.id, { method, ...(r ? { reference: r } : {}) }), `Order ${order.number} is paid`, onClose);
  return (
    <ActionDialog
      title="Mark as paid"
      description={
        <>
          {money(order.total)} from {order.customer.name}.{services > 0 && ` ${count(services, 'project')} will be set up at once.`}
        </>
      }
      action="Mark as paid"
      error={pay.error}
      fields={['method', 'reference']}
      pending={pay.isPending}
      onSubmit={() => pay.mutate(reference.trim())}
      onClose={onClose}
    >
      <Field label="How it was paid" error={fieldError(pay.error, 'method')}>
        {(c) => (
          <Select
            {...c}
            value={method}
            onChange={setMethod}
            options={[
              { value: 'bank_transfer', label: 'Bank transfer' },
              { value: 'cash', label: 'Cash' },
            ]}
          />
        )}
      </Field>
      <Field label="Reference" optional hint="As it stands on the bank statement or receipt." error={fieldError(pay.error, 'reference')}>
        {(c) => <Input {...c} maxLength={200} value={reference} onChange={(e) => setReference(e.target.value)} />}
      </Field>
    </ActionDialog>
  );
}

export function Fulfil({ order, line, onClose }: { order: Order; line: OrderLine; onClose: () => void }) {
  const open = line.quantity - line.fulfilled;
  const [quantity, setQuantity] = useState(String(open));
  const goods = line.kind === 'goods';
  const action = goods ? 'Hand over' : 'Mark delivered';
  const fulfil = useAction((n: number) => ordersApi.fulfil(order.id, line.id, n), `${line.name}: ${goods ? 'handed over' : 'delivered'}`, onClose);
  return (
    <ActionDialog
      title={action}
      description={`${line.name}: ${line.fulfilled} of ${line.quantity} ${goods ? 'handed over so far. The stock goes down by what is handed over now.' : 'delivered so far. The customer sees it.'}`}
      action={action}
      error={fulfil.error}
      fields={['quantity']}
      pending={fulfil.isPending}
      onSubmit={() => fulfil.mutate(Number(quantity))}
      onClose={onClose}
    >
      <Field label="Quantity" error={fieldError(fulfil.error, 'quantity')}>
        {(c) => <Input {...c} type="number" min={1} max={open} step={1} required className="max-w-32" value={quantity} onChange={(e) => setQuantity(e.target.value)} />}
      </Field>
    </ActionDialog>
  );
}

export function Cancel({ order, onClose }: { order: Order; onClose: () => void }) {
  const [why, setWhy] = useState('');
  const cancel = useAction((r: string) => ordersApi.cancel(order.id, r), `Order ${order.number} is cancelled`, onClose);
  const paid = order.payment === 'captured';
  return (
    <ActionDialog
      title={`Cancel order ${order.number}?`}
      description={`What is reserved becomes free again.${paid ? ' The order is paid: money for what was not handed over goes back to the customer.' : ''} This cannot be undone.`}
      action="Cancel order"
      danger
      error={cancel.error}
      fields={['reason']}
      pending={cancel.isPending}
      onSubmit={() => cancel.mutate(why.trim())}
      onClose={onClose}
    >
      <Field label="Reason" hint="The customer sees that the order was cancelled and why." error={fieldError(cancel.error, 'reason')}>
        {(c) => <Textarea {...c} rows={3} required maxLength={200} autoFocus value={why} onChange={(e) => setWhy(e.target.value)} />}
      </Field>
    </ActionDialog>
  );
}
