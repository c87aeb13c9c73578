import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Product } from '@/lib/api';
import { open, problem, serve, signIn, type Call } from '@/test/harness';

const product: Product = {
  id: 'pd-1',
  kind: 'goods',
  name: 'Field notebook',
  slug: 'field-notebook',
  description: '**Dotted**, 96 pages',
  price: { amount: 1_850, currency: 'EUR' },
  state: 'draft',
  templateId: null,
  templateName: null,
  templateVersion: null,
  stock: { onHand: 40, reserved: 3, available: 37 },
  url: '/shop/nordlicht/field-notebook',
  version: 4,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-20T00:00:00Z',
};
const templates = { items: [{ id: 't-1', name: 'Technical Architecture Designer', description: null, version: 2, milestones: 12, tasks: 60, durationDays: 84, origin: 'shipped' }], next: null };
const page = (items: unknown[]) => ({ items, next: null });

beforeEach(() => signIn());

test('the list shows price and stock; filters live in the address and go to the server', async () => {
  const calls = serve({ 'GET /v1/catalog/products': (c: Call) => page(c.query.get('q') ? [] : [product]) });
  const { user, search } = open('/catalog');
  expect(await screen.findByRole('link', { name: 'Field notebook' })).toHaveAttribute('href', '/catalog/pd-1');
  expect(screen.getByText('€18.50')).toBeVisible();
  expect(screen.getByText('37')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('State'), 'Published');
  await user.type(screen.getByLabelText('Search products'), 'lamp');
  expect(await screen.findByText('No product matches')).toBeVisible();
  expect(search()).toEqual({ q: 'lamp', state: 'published' });
  const last = calls.filter((c) => c.path === '/v1/catalog/products').at(-1)!;
  expect(Object.fromEntries(last.query)).toEqual({ q: 'lamp', state: 'published' });
});

test('a service is made with its template, price in minor units and an id of its own', async () => {
  const made = { ...product, id: 'pd-2', kind: 'service', name: 'Architecture course', stock: null };
  const calls = serve({ 'GET /v1/projects/templates': templates, 'POST /v1/catalog/products': made, 'GET /v1/catalog/products/pd-2': made });
  const { user, path } = open('/catalog/new');
  await user.type(await screen.findByLabelText('Name'), 'Architecture course');
  await user.type(screen.getByLabelText('Price'), 'much');
  await user.click(screen.getByRole('button', { name: 'Create product' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Write a price like 2490.00 in EUR.');
  await user.clear(screen.getByLabelText('Price'));
  await user.type(screen.getByLabelText('Price'), '2,490');
  await screen.findByRole('option', { name: 'Technical Architecture Designer' });
  await user.selectOptions(screen.getByLabelText('Project template'), 't-1');
  expect(screen.getByText(/12 milestones, 60 tasks, 12 weeks/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Create product' }));
  await waitFor(() => expect(path()).toBe('/catalog/pd-2'));
  const body = calls.find((c) => c.method === 'POST')!.body as Record<string, unknown>;
  expect(body).toEqual({ id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/), kind: 'service', name: 'Architecture course', price: { amount: 249_000, currency: 'EUR' }, templateId: 't-1' });
});

test('publishing sends the version it is based on, then offers the link', async () => {
  let now = product;
  const calls = serve({
    'GET /v1/catalog/products/pd-1': () => now,
    'GET /v1/catalog/products/pd-1/stock': page([{ id: 'm-1', delta: -2, reason: 'Breakage', at: '2026-11-20T00:00:00Z' }]),
    'PATCH /v1/catalog/products/pd-1': (c: Call) => (now = { ...now, ...(c.body as object), version: 5 }),
  });
  const { user } = open('/catalog/pd-1');
  await user.click(await screen.findByRole('button', { name: 'Publish' }));
  const write = vi.spyOn(navigator.clipboard, 'writeText');
  await user.click(await screen.findByRole('button', { name: 'Copy public link' }));
  expect(write).toHaveBeenCalledWith('http://localhost:3000/shop/nordlicht/field-notebook');
  const patch = calls.find((c) => c.method === 'PATCH')!;
  expect([patch.body, patch.headers.get('If-Match')]).toEqual([{ state: 'published' }, '"4"']);
  expect(screen.getByText('−2')).toBeVisible();
});

test('a change on an old version is told, and theirs can be shown', async () => {
  let now = product;
  serve({
    'GET /v1/catalog/products/pd-1': () => now,
    'GET /v1/catalog/products/pd-1/stock': page([]),
    'PATCH /v1/catalog/products/pd-1': () => problem(412, 'lost-update', 'Changed meanwhile.'),
  });
  const { user } = open('/catalog/pd-1');
  await user.type(await screen.findByLabelText('Name'), ' A5');
  now = { ...product, name: 'Notebook of theirs', version: 5 };
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.click(await screen.findByRole('button', { name: 'Show theirs' }));
  expect(await screen.findByDisplayValue('Notebook of theirs')).toBeVisible();
});

test('stock is adjusted with a reason; a refusal stays in the dialog', async () => {
  let refuse = true;
  const calls = serve({
    'GET /v1/catalog/products/pd-1': product,
    'GET /v1/catalog/products/pd-1/stock': page([]),
    'POST /v1/catalog/products/pd-1/stock': () => (refuse ? problem(422, 'validation-failed', 'No.', [{ field: 'delta', message: 'would leave less than is reserved' }]) : { ...product, stock: { onHand: 39, reserved: 3, available: 36 } }),
  });
  const { user } = open('/catalog/pd-1');
  await user.click(await screen.findByRole('button', { name: 'Adjust stock' }));
  await user.type(screen.getByLabelText('Change'), '-1');
  expect(screen.getByText('On hand afterwards: 39')).toBeVisible();
  await user.type(screen.getByLabelText('Reason'), 'Count');
  const submit = screen.getAllByRole('button', { name: 'Adjust stock' }).at(-1)!;
  await user.click(submit);
  expect(await screen.findByText('would leave less than is reserved')).toBeVisible();
  refuse = false;
  await user.click(submit);
  await waitFor(() => expect(screen.queryByLabelText('Change')).toBeNull());
  expect(calls.filter((c) => c.method === 'POST').map((c) => c.body)).toEqual([{ delta: -1, reason: 'Count' }, { delta: -1, reason: 'Count' }]);
});
