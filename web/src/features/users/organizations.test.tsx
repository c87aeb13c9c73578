import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenForKeys } from '@/lib/commands';
import { session } from '@/lib/api';
import { answer, me, open, problem, serve, signIn } from '@/test/harness';
import { changesOf, words } from './audit-words';

const here = { id: 'o-1', name: 'Nordlicht Studio', slug: 'nordlicht', role: 'owner', current: true, joinedAt: '2026-01-01T00:00:00Z', eraseAt: null };
const there = { ...here, id: 'o-2', name: 'Werft Nord', slug: 'werft', role: 'member', current: false };
const organization = { id: 'o-1', name: 'Nordlicht Studio', slug: 'nordlicht', createdAt: '2026-01-01T00:00:00Z', version: 1, eraseAt: null };
const page = (items: unknown[]) => ({ items, next: null });
const ada = { id: 'p-2', username: 'ada', email: 'ada@example.test', firstName: 'Ada', lastName: 'Byron', role: 'member', createdAt: '2026-01-01T00:00:00Z' };

let deafen: () => void;
beforeEach(() => {
  signIn();
  deafen = listenForKeys();
});
afterEach(() => {
  deafen();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('the other organizations are in the account menu and in the command menu', async () => {
  serve({ 'GET /v1/organizations': page([here, there]), 'GET /v1/organizations/o-1': organization });
  const enter = vi.spyOn(session, 'enter').mockResolvedValue();
  const { user } = open('/settings/general');
  await user.click(await screen.findByRole('button', { name: /Account menu of/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Werft Nord' }));
  expect(enter).toHaveBeenCalledWith('o-2');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'switch werft');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(enter).toHaveBeenCalledTimes(2));
});

test('entering exchanges the token', async () => {
  const calls = serve({ 'POST /v1/auth/switch': answer(403, { title: 'Refused', detail: 'No.' }) });
  await expect(session.enter('o-2')).rejects.toThrow();
  expect(calls[0]!.body).toEqual({ organizationId: 'o-2' });
  expect(calls[0]!.headers.get('Authorization')).toMatch(/^Bearer /);
});

test('deleting asks for the name, and the banner lets an owner change their mind', async () => {
  let eraseAt: string | null = null;
  const calls = serve({
    'GET /v1/organizations': () => page([{ ...here, eraseAt }]),
    'GET /v1/organizations/o-1': () => ({ ...organization, eraseAt }),
    'POST /v1/organizations/o-1/deletion': () => ((eraseAt = '2026-12-31T00:00:00Z'), { ...organization, eraseAt }),
    'DELETE /v1/organizations/o-1/deletion': () => ((eraseAt = null), organization),
  });
  const { user } = open('/settings/general');
  await user.click(await screen.findByRole('button', { name: 'Delete…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Delete organization' })).toBeDisabled();
  await user.type(dialog.getByLabelText('Type Nordlicht Studio to confirm'), 'Nordlicht Studio');
  await user.click(dialog.getByRole('button', { name: 'Delete organization' }));
  const cancel = await screen.findByRole('button', { name: 'Cancel the deletion' });
  expect(calls.find((c) => c.method === 'POST' && c.path.endsWith('/deletion'))!.body).toEqual({ name: 'Nordlicht Studio' });
  await user.click(cancel);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel the deletion' })).not.toBeInTheDocument());
});

test('handing over names the member', async () => {
  const calls = serve({
    'GET /v1/organizations/o-1': organization,
    'GET /v1/organizations/o-1/members': page([ada]),
    'POST /v1/organizations/o-1/ownership': { ...ada, role: 'owner' },
  });
  vi.spyOn(session, 'refresh').mockResolvedValue('t');
  const { user } = open('/settings/general');
  await user.click(await screen.findByRole('button', { name: 'Hand over…' }));
  await user.selectOptions(await screen.findByLabelText('New owner'), 'p-2');
  await user.click(screen.getByRole('button', { name: 'Hand over' }));
  await waitFor(() => expect(calls.find((c) => c.path.endsWith('/ownership'))!.body).toEqual({ personId: 'p-2' }));
});

test('an export shows how far it is, can be cancelled, and is downloaded by a link', async () => {
  const run = { id: 'e-1', state: 'running', done: 40, total: 100, size: null, problem: null, createdAt: '2026-11-23T10:00:00Z', expiresAt: '2099-11-30T10:00:00Z' };
  let runs: unknown[] = [];
  const calls = serve({
    'GET /v1/organizations/o-1': organization,
    'GET /v1/organizations/o-1/export': () => page(runs),
    'POST /v1/organizations/o-1/export': () => ((runs = [run]), run),
    'DELETE /v1/organizations/o-1/export/e-1': () => ((runs = [{ ...run, id: 'e-0', state: 'done', size: 1_400_000 }]), runs[0]),
    'POST /v1/organizations/o-1/export/e-0/link': problem(409, 'conflict', 'Its week is over.'),
  });
  const { user } = open('/settings/general');
  await user.click(await screen.findByRole('button', { name: 'Export everything' }));
  expect(await screen.findByRole('progressbar', { name: 'Export' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('1.4 MB')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Download' }));
  expect(await screen.findByText('Its week is over.')).toBeInTheDocument();
  expect(calls.some((c) => c.path.endsWith('/e-0/link'))).toBe(true);
});

test('a member may leave and do nothing else there', async () => {
  serve({ 'GET /v1/users/me': { ...me, role: 'member' }, 'GET /v1/organizations/o-1': organization, 'DELETE /v1/organizations/o-1/membership': problem(409, 'conflict', 'You are the last owner.') });
  const { user } = open('/settings/general');
  await user.click(await screen.findByRole('button', { name: 'Leave…' }));
  expect(screen.queryByLabelText('Organization name')).not.toBeInTheDocument();
  await user.click(await screen.findByRole('button', { name: 'Leave' }));
  expect(await screen.findByText('You are the last owner.')).toBeInTheDocument();
});

test('a new link is shown once, and open ones can be revoked', async () => {
  const link = { id: 'l-1', role: 'guest', domain: 'corp.example', mostUses: 5, uses: 1, createdAt: '2026-11-01T00:00:00Z', expiresAt: '2026-12-01T00:00:00Z' };
  const calls = serve({
    'GET /v1/organizations/o-1/invitations': page([]),
    'GET /v1/organizations/o-1/invitation-links': page([link]),
    'POST /v1/organizations/o-1/invitation-links': { ...link, link: 'http://localhost/join#secret' },
    'DELETE /v1/organizations/o-1/invitation-links/l-1': answer(204),
  });
  const { user } = open('/settings/invitations');
  expect(await screen.findByText('@corp.example')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Only addresses at'), 'corp.example');
  await user.click(screen.getByRole('button', { name: 'Make a link' }));
  expect(await screen.findByLabelText('The link')).toHaveValue('http://localhost/join#secret');
  expect(calls.find((c) => c.method === 'POST')!.body).toEqual({ role: 'member', mostUses: 1, expiresInDays: 7, domain: 'corp.example' });
  await user.click(screen.getByRole('button', { name: /^Revoke the guest link/ }));
  await user.click(await screen.findByRole('button', { name: 'Revoke link' }));
  await waitFor(() => expect(calls.some((c) => c.method === 'DELETE')).toBe(true));
});

const changed = {
  number: 7,
  at: '2026-11-23T10:00:00Z',
  actorId: 'p-1',
  actorName: 'Mara Keller',
  action: 'member.changed',
  subjectType: 'person',
  subjectId: 'p-2',
  address: '192.0.2.7',
  before: { firstName: 'Ada', lastName: 'Byron', role: 'member' },
  after: { firstName: 'Ada', lastName: 'Byron', role: 'admin' },
};

test('the audit log tells who, what, from where, before and after, and whether it is whole', async () => {
  const calls = serve({
    'GET /v1/organizations/o-1/audit': page([changed]),
    'GET /v1/organizations/o-1/audit/verification': { intact: true, entries: 7, number: null, fault: null, at: '2026-11-23T10:00:00Z' },
  });
  const { user } = open('/settings/audit');
  expect(await screen.findByText(/The log is whole: 7 rows/)).toBeInTheDocument();
  const row = await screen.findByRole('button', { name: 'changed a member: Ada Byron' });
  expect(screen.getByText('192.0.2.7')).toBeInTheDocument();
  await user.click(row);
  expect(screen.getByText('member')).toBeInTheDocument();
  expect(screen.getByText('admin')).toBeInTheDocument();
  await user.selectOptions(screen.getByLabelText('About'), 'member');
  await waitFor(() => expect(calls.some((c) => c.path.endsWith('/audit') && c.query.get('action') === 'member')).toBe(true));
});

test('a log that somebody touched says so loudly', async () => {
  serve({
    'GET /v1/organizations/o-1/audit': page([]),
    'GET /v1/organizations/o-1/audit/verification': { intact: false, entries: 3, number: 4, fault: 'Row 4 is missing: it was deleted, or moved to another place.', at: '2026-11-23T10:00:00Z' },
  });
  open('/settings/audit');
  expect(await screen.findByText(/Row 4 is missing/)).toBeInTheDocument();
  expect(await screen.findByText('Nothing found')).toBeInTheDocument();
});

test('only what differs is told of a change', () => {
  expect(changesOf(changed)).toEqual([{ field: 'role', before: 'member', after: 'admin' }]);
  expect(words({ action: 'webhook.disabled', before: null, after: { webhook: { name: 'Deploy' } } })).toBe('webhook disabled: Deploy');
});
