import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Order } from '@/lib/api';
import { open, problem, serve, signIn, type Call } from '@/test/harness';
import { historyText, summary } from './words';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const order: Order = {
  id: 'o-1',
  number: 'A-1001',
  state: 'placed',
  payment: 'pending',
  fulfilment: 'unfulfilled',
  customer: { name: 'Ada Lovelace', email: 'ada@example.test', company: 'Engines Ltd' },
  lines: [
    { id: 'l-1', productId: 'pd-1', name: 'Architecture course', kind: 'service', quantity: 2, unitPrice: eur(100_000), total: eur(200_000), templateId: 't-1', templateVersion: 1, fulfilled: 0, units: [{ unit: 1, projectId: null, projectName: null }, { unit: 2, projectId: null, projectName: null }] },
    { id: 'l-2', productId: 'pd-2', name: 'Notebook', kind: 'goods', quantity: 3, unitPrice: eur(1_000), total: eur(3_000), templateId: null, templateVersion: null, fulfilled: 1, units: [] },
  ],
  total: eur(203_000),
  note: 'Please begin in May.',
  placedAt: '2026-11-23T10:00:00Z',
  paidAt: null,
  payments: [{ id: 'p-1', provider: 'invoice', state: 'pending' }],
  history: [{ at: '2026-11-23T10:00:00Z', what: 'order.placed', by: null }],
  version: 1,
};
const paid: Order = { ...order, payment: 'captured', paidAt: '2026-11-23T11:00:00Z', lines: [{ ...order.lines[0]!, units: [{ unit: 1, projectId: 'pr-1', projectName: 'Course for Ada' }, { unit: 2, projectId: null, projectName: null }] }, order.lines[1]!] };

beforeEach(() => signIn());

test('the list filters by payment, state and words in the address', async () => {
  const calls = serve({ 'GET /v1/orders': (c: Call) => ({ items: c.query.get('payment') === 'failed' ? [] : [order], next: null }) });
  const { user, search } = open('/orders?state=placed');
  const row = within((await screen.findByRole('link', { name: 'A-1001' })).closest('tr')!);
  expect(row.getByText('Ada Lovelace')).toBeVisible();
  expect(row.getAllByText('Waiting for payment')[0]).toBeVisible();
  expect(row.getByText('€2,030.00')).toBeVisible();
  expect(row.getByText('2 × Architecture course and 1 more')).toBeInTheDocument();
  await user.selectOptions(screen.getByLabelText('Payment'), 'Payment failed');
  expect(await screen.findByText('No order matches')).toBeVisible();
  expect(search()).toEqual({ state: 'placed', payment: 'failed' });
  expect(Object.fromEntries(calls.filter((c) => c.path === '/v1/orders').at(-1)!.query)).toEqual({ state: 'placed', payment: 'failed' });
});

test('J and K move along the rows', async () => {
  serve({ 'GET /v1/orders': { items: [order, { ...order, id: 'o-2', number: 'A-1002' }], next: null } });
  const { user } = open('/orders');
  await screen.findByRole('link', { name: 'A-1001' });
  // Keys are listened to by the app's root, which this test has not; start it as main.tsx does.
  const { listenForKeys } = await import('@/lib/commands');
  const stop = listenForKeys();
  await user.keyboard('jj');
  expect(screen.getByRole('link', { name: 'A-1002' })).toHaveFocus();
  await user.keyboard('k');
  expect(screen.getByRole('link', { name: 'A-1001' })).toHaveFocus();
  stop();
});

test('an order is marked as paid, and its units lead to their projects', async () => {
  let now = order;
  const calls = serve({
    'GET /v1/orders/o-1': () => now,
    'POST /v1/orders/o-1/payments': () => (now = paid),
  });
  const { user } = open('/orders/o-1');
  expect(await screen.findAllByText('Becomes a project once it is paid')).toHaveLength(2);
  expect(screen.queryByRole('button', { name: 'Mark delivered' }), 'work is delivered once it is paid').toBeNull();
  expect(screen.getByRole('button', { name: 'Hand over' }), 'goods leave on an invoice').toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Mark as paid' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText(/2 projects will be set up/)).toBeVisible();
  await user.type(dialog.getByLabelText('Reference'), 'RF-18');
  await user.click(dialog.getByRole('button', { name: 'Mark as paid' }));
  expect(await screen.findByRole('link', { name: 'Course for Ada' })).toHaveAttribute('href', '/projects/pr-1');
  expect(screen.getByText('The project is being set up…')).toBeVisible();
  expect(calls.find((c) => c.method === 'POST')!.body).toEqual({ method: 'bank_transfer', reference: 'RF-18' });
});

test('goods are handed over by number; a refusal stays at its field', async () => {
  let refuse = true;
  const calls = serve({
    'GET /v1/orders/o-1': paid,
    'POST /v1/orders/o-1/lines/l-2/fulfil': () => (refuse ? problem(422, 'validation-failed', 'No.', [{ field: 'quantity', message: 'must be at most 2' }]) : paid),
  });
  const { user } = open('/orders/o-1');
  await user.click(await screen.findByRole('button', { name: 'Hand over' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByLabelText('Quantity')).toHaveValue(2);
  await user.click(dialog.getByRole('button', { name: 'Hand over' }));
  expect(await dialog.findByText('must be at most 2')).toBeVisible();
  refuse = false;
  await user.click(dialog.getByRole('button', { name: 'Hand over' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(calls.filter((c) => c.method === 'POST').map((c) => c.body)).toEqual([{ quantity: 2 }, { quantity: 2 }]);
});

test('an order is cancelled with a reason only', async () => {
  const calls = serve({ 'GET /v1/orders/o-1': order, 'POST /v1/orders/o-1/cancel': { ...order, state: 'cancelled' } });
  const { user } = open('/orders/o-1');
  await user.click(await screen.findByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Cancel order' }));
  const dialog = within(screen.getByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Cancel order' }));
  expect(calls.some((c) => c.method === 'POST')).toBe(false);
  await user.type(dialog.getByLabelText('Reason'), 'Asked for by the customer');
  await user.click(dialog.getByRole('button', { name: 'Cancel order' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(calls.find((c) => c.method === 'POST')!.body).toEqual({ reason: 'Asked for by the customer' });
});

test('one word for three axes', () => {
  const s = (state: Order['state'], payment: Order['payment'], fulfilment: Order['fulfilment']) => summary({ state, payment, fulfilment }).label;
  expect(s('placed', 'pending', 'unfulfilled')).toBe('Waiting for payment');
  expect(s('placed', 'captured', 'unfulfilled')).toBe('Paid');
  expect(s('placed', 'captured', 'partially_fulfilled')).toBe('Under way');
  expect(s('completed', 'captured', 'fulfilled')).toBe('Completed');
  expect(s('cancelled', 'captured', 'cancelled')).toBe('Cancelled');
  expect([historyText('order.placed'), historyText('Paid by bank transfer')]).toEqual(['Placed', 'Paid by bank transfer']);
});
