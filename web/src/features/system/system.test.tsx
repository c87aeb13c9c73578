import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { listenForKeys } from '@/lib/commands';
import { answer, me, open, problem, serve, signIn } from '@/test/harness';
import type { Overview } from './api';
import { servicesOf, span } from './words';

const services = ['users', 'auth', 'projects', 'ingestion', 'catalog', 'collaboration', 'files', 'notifications', 'orders', 'processing', 'reporting', 'gateway'];

const well: Overview = {
  status: 'ok',
  asOf: '2026-11-23T12:00:00Z',
  version: '0.1.0',
  processes: [
    {
      id: 'host-1',
      services,
      address: null,
      status: 'ok',
      version: '0.1.0',
      java: '25.0.1',
      since: '2026-11-23T09:00:00Z',
      parts: [{ name: 'database', needed: true, state: 'up', detail: 'PostgreSQL 18.4' }],
    },
  ],
  followers: [
    { service: 'collaboration', follower: 'activity', organizations: 0, lag: 0, oldest: null, waiting: 0, parked: 0 },
    { service: 'notifications', follower: 'notices', organizations: 0, lag: 0, oldest: null, waiting: 0, parked: 0 },
  ],
  deadLetters: [],
  jobs: [{ service: 'notifications', name: 'Mail queue', state: 'idle', detail: 'Nothing waits.', progress: null, at: null }],
  storage: [{ name: 'Disk', place: '/var/lib/atelier', used: 90_000_000_000, free: 10_000_000_000, detail: 'The disk that holds the data folder.' }],
};

const letter = {
  service: 'notifications',
  follower: 'notices',
  organizationId: 'o-2',
  organizationName: 'Werft Nord',
  seq: 42,
  type: 'task.changed',
  attempts: 5,
  error: 'java.lang.IllegalStateException: no such template',
  parkedAt: '2026-11-23T11:00:00Z',
};

const ill: Overview = {
  ...well,
  status: 'down',
  processes: [
    { ...well.processes[0]!, status: 'degraded', parts: [...well.processes[0]!.parts, { name: 'redis', needed: false, state: 'down', detail: 'Limits are counted by each process for itself.' }] },
    { id: null, services: ['projects'], address: 'http://projects-2:8080', status: 'down', version: null, java: null, since: null, parts: [] },
  ],
  followers: [well.followers[0]!, { ...well.followers[1]!, lag: 7, oldest: '2026-11-23T11:58:00Z', parked: 1 }],
  deadLetters: [letter],
};

beforeEach(() => {
  signIn();
  return listenForKeys();
});

test('a house that is well is told in one look', async () => {
  serve({ 'GET /v1/system': well });
  open('/system');
  expect(await screen.findByText('All 12 services')).toBeVisible();
  expect(screen.getByText('database up')).toBeVisible();
  expect(screen.getByText('All have caught up')).toBeVisible();
  expect(screen.getByText('No follower has given up on anything.')).toBeVisible();
  expect(screen.getByRole('meter', { name: 'Disk in use' })).toHaveAttribute('aria-valuenow', '90');
  expect(screen.getByText(/nearly full/)).toBeVisible();
});

test('what is wrong says why, and those in trouble come first', async () => {
  serve({ 'GET /v1/system': ill });
  open('/system');
  expect(await screen.findByText('http://projects-2:8080')).toBeVisible();
  expect(screen.getByText('No answer')).toBeVisible();
  expect(screen.getByText(/Limits are counted by each process/)).toBeVisible();
  const rows = within(screen.getByRole('table', { name: 'Followers of the journal' })).getAllByRole('row').slice(1);
  expect(rows.map((r) => within(r).getAllByRole('cell').map((c) => c.textContent))[0]).toEqual(['noticesnotifications', 'notifications', '7', '2 min', '0', '1']);
});

test('a dead letter is replayed, and a second failure is told', async () => {
  const answers: Record<string, unknown> = { 'GET /v1/system': ill, 'POST /v1/system/dead-letters/replay': () => problem(409, 'replay-failed', 'no such template') };
  const calls = serve(answers);
  const { user } = open('/system');
  const button = await screen.findByRole('button', { name: 'Replay task.changed #42 at notices' });
  expect(screen.getByText('java.lang.IllegalStateException: no such template')).toBeVisible();
  await user.click(button);
  expect(await screen.findByText('notices could not take task.changed #42')).toBeVisible();
  expect(calls.find((c) => c.method === 'POST')?.body).toEqual({ service: 'notifications', follower: 'notices', organizationId: 'o-2', seq: 42 });

  answers['POST /v1/system/dead-letters/replay'] = () => answer(204);
  answers['GET /v1/system'] = well;
  await user.click(button);
  expect(await screen.findByText('notices took task.changed #42')).toBeVisible();
  await waitFor(() => expect(screen.getByText('No follower has given up on anything.')).toBeVisible());
});

test('who does not look after the installation is told so, and has no link to it', async () => {
  serve({ 'GET /v1/system': () => problem(403, 'forbidden', 'Only who looks after this installation may see this.') });
  open('/system');
  expect(await screen.findByText('Only who looks after this installation may see this.')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'System' })).toBeNull();
});

test('who does has a link and a key', async () => {
  serve({ 'GET /v1/users/me': { ...me, administrator: true }, 'GET /v1/system': well });
  const { user, path } = open('/inbox');
  expect(await screen.findByRole('link', { name: 'System' })).toHaveAttribute('href', '/system');
  await user.keyboard('gy');
  await waitFor(() => expect(path()).toBe('/system'));
});

test('words', () => {
  expect([servicesOf(['users', 'auth']), servicesOf(services)]).toEqual(['users, auth', 'All 12 services']);
  const at = '2026-11-23T12:00:00Z';
  expect([span('2026-11-23T11:59:20Z', at), span('2026-11-23T11:00:00Z', at), span('2026-11-20T11:00:00Z', at)]).toEqual(['40 s', '1 h', '3 d']);
});
