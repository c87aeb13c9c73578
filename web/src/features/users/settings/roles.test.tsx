import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { me, open, problem, serve, signIn } from '@/test/harness';

const role = { id: 'r-1', name: 'Bookkeeper', description: 'Sees what was sold', permissions: ['orders.read'], createdAt: '2026-01-01T00:00:00Z', version: 1 };
const ROLES = '/v1/organizations/o-1/roles';

beforeEach(() => signIn());
afterEach(() => vi.unstubAllGlobals());

test('a role is made of permissions one has', async () => {
  const calls = serve({ 'GET /v1/users/me': me, [`GET ${ROLES}`]: { items: [], next: null }, [`POST ${ROLES}`]: role });
  const { user } = open('/settings/roles');
  await user.click(await screen.findByRole('button', { name: 'New role' }));
  const dialog = within(screen.getByRole('dialog', { name: 'New role' }));
  await user.type(dialog.getByLabelText('Name'), 'Bookkeeper');
  await user.click(dialog.getByRole('checkbox', { name: 'See orders' }));
  await user.click(dialog.getByRole('button', { name: 'Make role' }));
  await vi.waitFor(() => expect(calls.find((c) => c.method === 'POST')?.body).toMatchObject({ name: 'Bookkeeper', permissions: ['orders.read'] }));
});

test('what is refused says why', async () => {
  serve({ [`GET ${ROLES}`]: { items: [role], next: null }, [`PUT ${ROLES}/r-1`]: problem(409, 'conflict', 'Taken.', [{ field: 'name', message: 'belongs to another role' }]) });
  const { user } = open('/settings/roles');
  await user.click(await screen.findByRole('button', { name: 'Edit Bookkeeper' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('belongs to another role')).toBeInTheDocument();
});

test('who may not manage roles only looks', async () => {
  serve({ 'GET /v1/users/me': { ...me, role: 'member' }, [`GET ${ROLES}`]: { items: [role], next: null } });
  open('/settings/roles');
  expect(await screen.findByText('Bookkeeper')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'New role' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Edit Bookkeeper' })).not.toBeInTheDocument();
});
