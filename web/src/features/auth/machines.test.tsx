import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answer, open, problem, serve, signIn } from '@/test/harness';
import { keepRequest } from './authorization-request';
import { leave } from './machines';

const soon = new Date(Date.now() + 30 * 86_400_000).toISOString();
const token = { id: 't-1', kind: 'personal', personId: 'p-1', name: 'Nightly export', scopes: ['work.read'], begins: 'atl_pAbCd', createdAt: '2026-11-01T00:00:00Z', expiresAt: soon, lastUsedAt: null };
const client = { id: 'c-1', name: 'CRM', redirectUris: ['https://crm.example.org/cb'], scopes: ['work.read'], confidential: true, createdBy: 'p-1', createdAt: '2026-11-01T00:00:00Z', version: 1 };
const query = '?response_type=code&client_id=c-1&redirect_uri=https%3A%2F%2Fcrm.example.org%2Fcb&scope=work.read&state=12345678901234567890&code_challenge=abc&code_challenge_method=S256';

beforeEach(() => {
  signIn();
  sessionStorage.clear();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('a token is made with what was ticked, and shown once', async () => {
  const calls = serve({ 'GET /v1/auth/tokens': { items: [], next: null }, 'POST /v1/auth/tokens': answer(201, { secret: 'atl_pSecret', token }) });
  const { user } = open('/settings/access-tokens');
  await user.click(await screen.findByRole('button', { name: 'New token' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText('Name'), 'Nightly export');
  expect(dialog.getByRole('button', { name: 'Make token' })).toBeDisabled();
  expect(dialog.queryByRole('checkbox', { name: /how one signs in/ })).not.toBeInTheDocument();
  await user.click(dialog.getByRole('checkbox', { name: 'See a project and its tasks' }));
  await user.click(dialog.getByRole('button', { name: 'Make token' }));
  expect(await screen.findByLabelText('Token')).toHaveValue('atl_pSecret');
  expect(calls.find((c) => c.method === 'POST' && c.path === '/v1/auth/tokens')!.body).toMatchObject({ name: 'Nightly export', scopes: ['work.read'] });
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByDisplayValue('atl_pSecret')).not.toBeInTheDocument();
});

test('a token is revoked after a question', async () => {
  const calls = serve({ 'GET /v1/auth/tokens': { items: [token], next: null }, 'DELETE /v1/auth/tokens/t-1': answer(204) });
  const { user } = open('/settings/access-tokens');
  await user.click(await screen.findByRole('button', { name: 'Revoke Nightly export' }));
  await user.click(await screen.findByRole('button', { name: 'Revoke token' }));
  await waitFor(() => expect(calls.some((c) => c.method === 'DELETE' && c.path === '/v1/auth/tokens/t-1')).toBe(true));
});

test('what the server refuses stands at its field', async () => {
  serve({ 'GET /v1/auth/clients': { items: [client], next: null }, 'GET /v1/auth/organization-tokens': { items: [], next: null },
    'PUT /v1/auth/clients/c-1': problem(422, 'validation-failed', 'no', [{ field: 'redirectUris[0]', message: 'is not an address' }]) });
  const { user } = open('/settings/api-clients');
  await user.click(await screen.findByRole('button', { name: 'Change CRM' }));
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Line 1 is not an address')).toBeInTheDocument();
});

test('provisioning says where and makes its token with the one permission', async () => {
  const calls = serve({ 'GET /v1/auth/organization-tokens': { items: [], next: null }, 'POST /v1/auth/organization-tokens': answer(201, { secret: 'atl_oSecret', token }) });
  const { user } = open('/settings/provisioning');
  expect(await screen.findByLabelText('Base URL')).toHaveValue(`${location.origin}/v1/organizations/o-1/scim/v2`);
  await user.click(screen.getByRole('button', { name: 'New token' }));
  await user.click(await screen.findByRole('button', { name: 'Make token' }));
  expect(await screen.findByLabelText('Token')).toHaveValue('atl_oSecret');
  expect(calls.find((c) => c.method === 'POST' && c.path === '/v1/auth/organization-tokens')!.body).toMatchObject({ scopes: ['members.manage'] });
});

test('an app is disconnected', async () => {
  const grant = { id: 'g-1', clientId: 'c-1', clientName: 'CRM', scopes: ['work.read'], createdAt: '2026-11-01T00:00:00Z', lastUsedAt: '2026-11-01T00:00:00Z', expiresAt: soon };
  const calls = serve({ 'GET /v1/auth/grants': { items: [grant], next: null }, 'DELETE /v1/auth/grants/g-1': answer(204) });
  const { user } = open('/settings/connected-apps');
  await user.click(await screen.findByRole('button', { name: 'Disconnect CRM' }));
  await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
  await waitFor(() => expect(calls.some((c) => c.method === 'DELETE' && c.path === '/v1/auth/grants/g-1')).toBe(true));
});

const question = { clientName: 'CRM', scopes: [{ scope: 'work.read', description: 'See a project and its tasks' }], redirectTo: null };

test('a person allows an app, whose state comes back digit for digit', async () => {
  const left = vi.spyOn(leave, 'to').mockImplementation(() => undefined);
  const calls = serve({ 'POST /v1/auth/oauth/request': question, 'POST /v1/auth/oauth/consent': { redirectTo: 'https://crm.example.org/cb?code=x' } });
  keepRequest({ pathname: '/authorize', search: query });
  const { user } = open(`/authorize${query}`);
  expect(await screen.findByRole('heading', { name: 'CRM asks to act for you' })).toBeInTheDocument();
  expect(screen.getByText('See a project and its tasks')).toBeInTheDocument();
  expect(screen.getByText('crm.example.org')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Allow' }));
  await waitFor(() => expect(left).toHaveBeenCalledWith('https://crm.example.org/cb?code=x'));
  const sent = calls.find((c) => c.path === '/v1/auth/oauth/consent')!.body;
  expect(sent).toEqual({
    allow: true,
    request: { clientId: 'c-1', redirectUri: 'https://crm.example.org/cb', responseType: 'code', scope: 'work.read', state: '12345678901234567890', codeChallenge: 'abc', codeChallengeMethod: 'S256' },
  });
});

test('a person denies an app', async () => {
  const left = vi.spyOn(leave, 'to').mockImplementation(() => undefined);
  const calls = serve({ 'POST /v1/auth/oauth/request': question, 'POST /v1/auth/oauth/consent': { redirectTo: 'https://crm.example.org/cb?error=access_denied' } });
  const { user } = open(`/authorize${query}`);
  await user.click(await screen.findByRole('button', { name: 'Deny' }));
  await waitFor(() => expect(left).toHaveBeenCalledOnce());
  expect(calls.find((c) => c.path === '/v1/auth/oauth/consent')!.body).toMatchObject({ allow: false });
});

test('a request that is not safe to answer is told to the person and goes nowhere', async () => {
  const left = vi.spyOn(leave, 'to').mockImplementation(() => undefined);
  serve({ 'POST /v1/auth/oauth/request': problem(422, 'validation-failed', 'no', [{ field: 'redirectUri', message: 'is not registered for CRM' }]) });
  open(`/authorize${query}`);
  expect(await screen.findByText('redirectUri: is not registered for CRM')).toBeInTheDocument();
  expect(left).not.toHaveBeenCalled();
});
