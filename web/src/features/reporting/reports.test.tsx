import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { open, serve, signIn, type Call } from '@/test/harness';
import { monthName, monthTick, percent, periodDates, periodOf } from './words';

const asOf = '2026-11-23T10:00:00Z';
const answers = {
  'GET /v1/reporting/sources': { items: [{ name: 'shop', orders: 3 }, { name: 'shop-orders', orders: 800 }] },
  'GET /v1/reporting/orders-per-month': (c: Call) =>
    c.query.get('format') === 'csv' ? new Response('month,orders\r\n2017-10,463\r\n') : { asOf, rows: c.query.get('source') === 'shop' ? [] : [{ month: '2017-10', orders: 463, delivered: 450, canceled: 4 }, { month: '2017-11', orders: 754, delivered: 740, canceled: 2 }] },
  'GET /v1/reporting/delivery-time': { asOf, rows: [{ month: '2017-10', delivered: 450, medianDays: 10.25, p90Days: 21.5 }] },
  'GET /v1/reporting/late-share': { asOf, rows: [{ month: '2017-10', delivered: 450, late: 45, share: 0.1 }, { month: '2017-11', delivered: 550, late: 105, share: 0.1909 }] },
  'GET /v1/reporting/sales': { asOf, rows: [{ month: '2026-11', currency: 'EUR', orders: 3, amount: 498_000 }] },
};

beforeEach(() => signIn());

test('each chart names its range for the ear and has its table under it', async () => {
  serve(answers);
  open('/reports');
  expect(await screen.findByRole('img', { name: /Orders per month: October 2017 to November 2017; Orders from 463 to 754/ })).toBeVisible();
  const table = within(screen.getByRole('table', { name: 'Orders per month' }));
  expect(within(table.getByRole('row', { name: /November 2017/ })).getAllByRole('cell').map((c) => c.textContent)).toEqual(['754', '740', '2']);
  expect(screen.getByText('1,217')).toBeVisible();
  const delivery = within(await screen.findByRole('table', { name: 'Delivery time' }));
  expect(within(delivery.getByRole('row', { name: /October 2017/ })).getAllByRole('cell').map((c) => c.textContent)).toEqual(['10.3 d', '21.5 d', '450']);
  expect(await screen.findByText(/150 of 1,000/)).toBeVisible();
  expect(await screen.findByRole('table', { name: 'Sales' })).toBeVisible();
});

test('source and period live in the address and go to the server', async () => {
  const calls = serve(answers);
  const { user, search } = open('/reports?from=2017-01-01&to=2017-12-31');
  expect(await screen.findByLabelText('From')).toHaveValue('2017-01-01');
  await screen.findByRole('option', { name: 'Own shop (3)' });
  await user.selectOptions(screen.getByLabelText('Source'), 'Own shop (3)');
  expect(await screen.findByText('No orders in this selection.')).toBeVisible();
  expect(search()).toEqual({ source: 'shop', from: '2017-01-01', to: '2017-12-31' });
  expect(Object.fromEntries(calls.filter((c) => c.path.endsWith('late-share')).at(-1)!.query)).toEqual({ source: 'shop', from: '2017-01-01', to: '2017-12-31' });
  await user.selectOptions(screen.getByLabelText('Period'), 'All time');
  await waitFor(() => expect(search()).toEqual({ source: 'shop' }));
});

test('the CSV is asked for with the same filters', async () => {
  const calls = serve(answers);
  URL.createObjectURL = vi.fn(() => 'blob:x');
  URL.revokeObjectURL = vi.fn();
  const { user } = open('/reports?source=shop-orders');
  const button = await screen.findByRole('button', { name: 'Download Orders per month as CSV' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  await waitFor(() => expect(URL.revokeObjectURL).toHaveBeenCalled());
  expect(Object.fromEntries(calls.find((c) => c.query.has('format'))!.query)).toEqual({ source: 'shop-orders', format: 'csv' });
});

test('without any figures it says how to get some', async () => {
  serve({ ...answers, 'GET /v1/reporting/orders-per-month': { asOf: null, rows: [] } });
  open('/reports');
  expect(await screen.findByText('No figures yet')).toBeVisible();
  expect(screen.getByText(/atelier ingest olist/)).toBeVisible();
});

test('a project shows what came and what was done each week', async () => {
  serve({ 'GET /v1/reporting/projects/pr-1/throughput': { asOf, rows: [{ week: '2025-11-17', created: 5, completed: 2 }, { week: '2025-11-24', created: 1, completed: 3 }] } });
  open('/projects/pr-1/report');
  const table = within(await screen.findByRole('table', { name: 'Created and completed per week' }));
  expect(table.getByRole('row', { name: 'Week of 24 Nov 2025 1 3' })).toBeVisible();
  expect(screen.getByText('5 of 6')).toBeVisible();
});

test('words', () => {
  expect([monthName('2017-10'), monthTick('2017-10'), monthTick('2018-01'), percent(0.0812)]).toEqual(['October 2017', 'Oct', '2018', '8.1 %']);
  const now = '2026-11-23';
  for (const p of ['all', 'year', '12months'] as const) expect(periodOf(periodDates(p, now), now)).toBe(p);
  expect(periodDates('12months', now).from).toBe('2025-11-01');
  expect(periodOf({ from: '2020-01-05' }, now)).toBe('custom');
});
