import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Role } from '@/lib/api';
import { listenForKeys } from '@/lib/commands';
import { me, open, serve, signIn } from '@/test/harness';

const organization = { id: 'o-1', name: 'Nordlicht Studio', slug: 'nordlicht', createdAt: '2026-01-01T00:00:00Z', version: 1 };
const server = (role: Role = 'owner') => serve({ 'GET /v1/users/me': { ...me, role }, 'GET /v1/organizations/o-1': organization });

let deafen: () => void;

beforeEach(() => {
  signIn();
  deafen = listenForKeys();
});
afterEach(() => {
  deafen();
  vi.unstubAllGlobals();
});

test('the settings open at the profile, and the navigation says where one is', async () => {
  server();
  const { user, path } = open('/settings');
  expect(await screen.findByLabelText('First name')).toHaveValue('Mara');
  expect(path()).toBe('/settings/profile');
  const nav = within(screen.getByRole('navigation', { name: 'Settings' }));
  expect(nav.getByRole('link', { name: 'Profile' })).toHaveAttribute('aria-current', 'page');
  await user.click(nav.getByRole('link', { name: 'General' }));
  expect(await screen.findByLabelText('Organization name')).toHaveValue('Nordlicht Studio');
  expect(screen.getByRole('heading', { level: 1, name: 'General' })).toBeInTheDocument();
});

test('on a phone the list of sections is the first page, and a section leads back to it', async () => {
  server();
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({ matches: query.includes('max-width'), addEventListener() {}, removeEventListener() {} }) as never);
  const { user, path } = open('/settings/appearance');
  await user.click(await screen.findByRole('link', { name: 'All settings' }));
  await waitFor(() => expect(path()).toBe('/settings'));
  expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'All settings' })).not.toBeInTheDocument();
});

test('a section that one may not have is neither offered nor opened', async () => {
  server('member');
  open('/settings/audit');
  expect(await screen.findByRole('heading', { name: 'No such setting' })).toBeInTheDocument();
  const nav = within(screen.getByRole('navigation', { name: 'Settings' }));
  expect(nav.getByRole('link', { name: 'Members' })).toBeInTheDocument();
  expect(nav.queryByRole('link', { name: 'Audit log' })).not.toBeInTheDocument();
});

test('an unknown section says so and leads back', async () => {
  server();
  const { user, path } = open('/settings/no/such');
  expect(await screen.findByRole('heading', { name: 'No such setting' })).toBeInTheDocument();
  await user.click(screen.getAllByRole('link', { name: 'All settings' }).at(-1)!);
  await waitFor(() => expect(path()).toBe('/settings/profile'));
});

test('the command menu knows every section', async () => {
  server();
  const { user, path } = open('/settings');
  await screen.findByLabelText('First name');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'appear');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(path()).toBe('/settings/appearance'));
});
