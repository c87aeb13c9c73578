import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Order, Product } from '@/lib/api';
import { open, problem, serve, type Call } from '@/test/harness';
import { payAddress } from './api';
import { duration, excerpt } from './words';

const product: Product = {
  id: 'pd-1',
  kind: 'service',
  name: 'Architecture course',
  slug: 'course',
  description: '## Why\n\nLearn it **well**.',
  price: { amount: 249_000, currency: 'EUR' },
  state: 'published',
  templateId: 't-1',
  templateName: 'Designer',
  templateVersion: 2,
  stock: null,
  url: '/shop/nordlicht/course',
  version: 1,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
};
const offer = { shop: 'nordlicht', shopName: 'Nordlicht Studio', product, contents: { durationDays: 84, tasks: 60, milestones: [{ name: 'Foundations' }, { name: 'Patterns' }] } };
const order: Order = {
  id: 'o-9',
  number: 'A-1001',
  state: 'placed',
  payment: 'pending',
  fulfilment: 'unfulfilled',
  customer: { name: 'Ada', email: 'ada@example.test', company: null },
  lines: [{ id: 'l-1', productId: 'pd-1', name: 'Architecture course', kind: 'service', quantity: 2, unitPrice: product.price, total: { amount: 498_000, currency: 'EUR' }, templateId: 't-1', templateVersion: 2, fulfilled: 0, units: [] }],
  total: { amount: 498_000, currency: 'EUR' },
  note: null,
  placedAt: '2026-11-23T10:00:00Z',
  paidAt: null,
  payments: [{ id: 'pay-1', provider: 'test', state: 'pending', url: '/pay/test/pay-1' }],
  history: [{ at: '2026-11-23T10:00:00Z', what: 'order.placed', by: null }],
  version: 1,
};
const placed = { orderId: 'o-9', number: 'A-1001', secret: 's3cret', total: order.total, state: 'placed', payment: { id: 'pay-1', provider: 'test', state: 'pending', url: '/pay/test/pay-1' } };
const base = {
  'GET /v1/catalog/shops/nordlicht': { shop: 'nordlicht', name: 'Nordlicht Studio', products: [product] },
  'GET /v1/catalog/shops/nordlicht/products/course': offer,
  'GET /v1/orders/providers': { items: ['test', 'invoice'] },
};

test('a stranger comes from the shop to the offer, which says what the project contains', async () => {
  const calls = serve(base);
  const { user } = open('/shop/nordlicht');
  await user.click(await screen.findByRole('link', { name: 'Architecture course' }));
  expect(await screen.findByRole('heading', { name: 'What the project contains' })).toBeVisible();
  expect(screen.getByText(/2 milestones in 12 weeks/)).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Patterns' })).toBeVisible();
  expect(screen.queryByRole('navigation', { name: 'Main' })).toBeNull();
  expect(calls.every((c) => !c.headers.has('Authorization'))).toBe(true);
});

test('ordering, paying the test way and seeing the order; pressed twice it is one order', async () => {
  let now = order;
  const calls = serve({
    ...base,
    'POST /v1/orders/checkout': () => placed,
    'GET /v1/orders/status/o-9': () => now,
    'POST /v1/orders/test-payments/pay-1': () => {
      now = { ...order, payment: 'captured', paidAt: '2026-11-23T10:01:00Z' };
      return {};
    },
  });
  const { user, path, router } = open('/shop/nordlicht/course');
  await user.click((await screen.findAllByRole('button', { name: 'One more' }))[0]!);
  await user.click(screen.getAllByRole('link', { name: 'Order now' })[0]!);
  await user.type(await screen.findByLabelText('Name'), 'Ada');
  await user.type(screen.getByLabelText('E-mail'), 'ada@example.test');
  expect(within(screen.getByRole('complementary', { name: 'Summary' })).getByText('€4,980.00')).toBeVisible();
  await user.dblClick(await screen.findByRole('button', { name: 'Place order and pay' }));

  await user.click(await screen.findByRole('button', { name: 'Pay €4,980.00' }));
  expect(screen.getByText(/no money moves/)).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'Thank you, your payment has arrived' })).toBeVisible();
  expect(path()).toBe('/order/o-9');
  expect(router.state.location.hash).toBe('s3cret');

  const sent = calls.filter((c) => c.path === '/v1/orders/checkout').map((c) => c.body as { id: string });
  expect(new Set(sent.map((b) => b.id)).size).toBe(1);
  expect(sent[0]).toEqual({ id: expect.stringMatching(/-7/), shop: 'nordlicht', items: [{ productId: 'pd-1', quantity: 2 }], customer: { name: 'Ada', email: 'ada@example.test' }, payment: 'test' });
  expect(calls.find((c) => c.path.startsWith('/v1/orders/test-payments'))!.body).toEqual({ secret: 's3cret', outcome: 'succeed' });
});

test('what the server says about a field stands at the field; another order gets another id', async () => {
  let answers = 0;
  const calls = serve({
    ...base,
    'POST /v1/orders/checkout': () =>
      ++answers === 1 ? problem(422, 'validation-failed', 'Look.', [{ field: 'customer.email', message: 'is not an e-mail address' }]) : problem(409, 'conflict', 'Only 1 is left.'),
  });
  const { user } = open('/shop/nordlicht/course/checkout');
  await user.type(await screen.findByLabelText('Name'), 'Ada');
  await user.type(screen.getByLabelText('E-mail'), 'ada@example');
  const press = () => user.click(screen.getByRole('button', { name: 'Place order and pay' }));
  await press();
  expect(await screen.findByText('is not an e-mail address')).toBeVisible();
  await press();
  expect(await screen.findByText('Only 1 is left.')).toBeVisible();
  await press();
  await waitFor(() => expect(answers).toBe(3));
  const ids = calls.filter((c: Call) => c.method === 'POST').map((c) => (c.body as { id: string }).id);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[1]);
});

test('an order page without its secret, or with a wrong one, shows nothing', async () => {
  const calls = serve({});
  open('/order/o-9');
  expect(await screen.findByText('This link does not open an order')).toBeVisible();
  expect(calls).toHaveLength(0);
});

test('a declined payment can be tried again', async () => {
  serve({ 'GET /v1/orders/status/o-9': { ...order, payment: 'failed' } });
  open('/order/o-9#s3cret');
  expect(await screen.findByRole('link', { name: 'Try again' })).toHaveAttribute('href', '/pay/test/pay-1?order=o-9#s3cret');
});

test('one pays on our own page or over https, never elsewhere', () => {
  expect(payAddress('https://pay.example.test/x', 'o', 's')).toBe('https://pay.example.test/x');
  expect(payAddress('javascript:alert(1)', 'o', 's')).toBeNull();
  expect(payAddress('http://pay.example.test/x', 'o', 's')).toBeNull();
});

test('words', () => {
  expect(excerpt('# Title\n\nSome **bold** [link](https://x.test) text\n- item')).toBe('Some bold link text item');
  expect(excerpt('one two three four', 9)).toBe('one two…');
  expect([duration(84), duration(10), duration(1)]).toEqual(['12 weeks', '10 days', '1 day']);
});
