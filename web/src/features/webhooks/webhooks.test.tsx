import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { answer, me, open, problem, serve, signIn, type Call } from '@/test/harness';
import { others, summary, toggled } from './types';

const webhook = {
  id: 'w-1', url: 'https://example.org/hooks', description: 'The shop’s books', types: ['order.*'], enabled: true, disabledReason: null,
  failingSince: null, lastSuccessAt: '2026-11-30T10:00:00Z', lastFailureAt: null, createdAt: '2026-11-01T00:00:00Z', version: 1,
};
const delivery = {
  id: 'd-1', webhookId: 'w-1', seq: 7, type: 'order.paid', request: '{"type":"order.paid"}', state: 'delivered', attempts: 1, status: 200,
  answer: 'thank you', error: null, durationMillis: 12, attemptedAt: '2026-11-30T10:00:00Z', nextAttemptAt: null, createdAt: '2026-11-30T10:00:00Z',
};
const page = (...items: unknown[]) => ({ items, next: null });

beforeEach(() => {
  signIn();
});

test('a webhook is made, and its secret is shown once', async () => {
  const calls = serve({
    'GET /v1/webhooks': page(),
    'POST /v1/webhooks': (call: Call) => answer(201, { ...webhook, ...(call.body as object), secret: 'whsec_abc' }),
  });
  const { user } = open('/settings/webhooks');
  await user.click(await screen.findByRole('button', { name: 'New webhook' }));
  await user.type(await screen.findByLabelText('Address'), 'https://example.org/hooks');
  await user.click(screen.getByRole('checkbox', { name: 'order.paid' }));
  await user.click(screen.getByRole('checkbox', { name: 'Tasks: all' }));
  await user.click(screen.getByRole('button', { name: 'Add webhook' }));
  expect(await screen.findByLabelText('Secret')).toHaveValue('whsec_abc');
  expect(calls.find((c) => c.method === 'POST')?.body).toMatchObject({ url: 'https://example.org/hooks', types: ['order.paid', 'task.*'], enabled: true });
  await user.click(screen.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByLabelText('Secret')).not.toBeInTheDocument());
});

test('what the server refuses stands at its field', async () => {
  serve({
    'GET /v1/webhooks': page(),
    'POST /v1/webhooks': () => problem(422, 'validation-failed', '', [{ field: 'url', message: 'leads into a network that is not public' }]),
  });
  const { user } = open('/settings/webhooks');
  await user.click(await screen.findByRole('button', { name: 'New webhook' }));
  await user.type(await screen.findByLabelText('Address'), 'https://10.0.0.1/');
  await user.click(screen.getByRole('checkbox', { name: 'Everything' }));
  await user.click(screen.getByRole('button', { name: 'Add webhook' }));
  expect(await screen.findByText('leads into a network that is not public')).toBeInTheDocument();
  expect(screen.getByLabelText('Address')).toHaveAttribute('aria-invalid', 'true');
});

test('the log opens a message, and sends it again', async () => {
  const calls = serve({
    'GET /v1/webhooks': page(webhook),
    'GET /v1/webhooks/w-1/deliveries': page(delivery),
    'POST /v1/webhooks/w-1/deliveries/d-1/replay': () => answer(202, { ...delivery, state: 'queued' }),
    'POST /v1/webhooks/w-1/ping': () => answer(202, delivery),
  });
  const { user } = open('/settings/webhooks');
  await user.click(await screen.findByRole('link', { name: /The shop’s books/ }));
  const log = await screen.findByRole('list', { name: 'Messages' });
  const row = within(log).getByRole('button', { expanded: false });
  await user.click(row);
  expect(within(log).getByLabelText('Request')).toHaveTextContent('"type": "order.paid"');
  expect(within(log).getByText('thank you')).toBeInTheDocument();
  await user.click(within(log).getByRole('button', { name: 'Send order.paid again' }));
  await user.click(screen.getByRole('button', { name: 'Send a ping' }));
  await waitFor(() => expect(calls.filter((c) => c.method === 'POST').map((c) => c.path)).toEqual(['/v1/webhooks/w-1/deliveries/d-1/replay', '/v1/webhooks/w-1/ping']));
});

test('a webhook that Atelier disabled says why, and can be enabled again', async () => {
  const calls = serve({
    'GET /v1/webhooks': page({ ...webhook, enabled: false, disabledReason: 'Nothing has arrived for three days.' }),
    'GET /v1/webhooks/w-1/deliveries': page(),
    'PATCH /v1/webhooks/w-1': webhook,
  });
  const { user } = open('/settings/webhooks/w-1');
  expect(await screen.findByText('Nothing has arrived for three days.')).toBeInTheDocument();
  expect(await screen.findByText('Nothing was sent yet')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Enable again' }));
  await waitFor(() => expect(calls.find((c) => c.method === 'PATCH')?.body).toEqual({ enabled: true }));
});

test('a server that is away is said, and tried again', async () => {
  serve({ 'GET /v1/webhooks': () => problem(503, 'unavailable', 'Try again in a moment.') });
  open('/settings/webhooks');
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeInTheDocument();
});

test('members are not offered webhooks', async () => {
  serve({ 'GET /v1/users/me': { ...me, role: 'member' } });
  open('/settings/webhooks');
  expect(await screen.findByRole('heading', { name: 'No such setting' })).toBeInTheDocument();
});

test('a group takes the place of its parts, and unknown types are kept', () => {
  expect(toggled(['task.created', 'order.paid'], 'task.*', true)).toEqual(['order.paid', 'task.*']);
  expect(toggled(['task.*'], 'task.*', false)).toEqual([]);
  expect(others(['*', 'task.created', 'task.*', 'new.thing'])).toEqual(['new.thing']);
  expect(summary(['a.b', 'c.d', 'e.f', 'g.h'])).toBe('a.b, c.d, e.f and 1 more');
});
