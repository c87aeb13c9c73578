import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { answer, open, problem, serve, signIn } from '@/test/harness';

afterEach(() => vi.unstubAllGlobals());

const token = () => {
  const claims = { sub: 'p-1', org: 'o-1', role: 'owner', sid: 's-1', exp: Math.floor(Date.now() / 1000) + 600 };
  return { accessToken: `h.${btoa(JSON.stringify(claims))}.s`, expiresIn: 600 };
};

const mfaRequired = () =>
  answer(401, { type: 'https://atelier.app/problems/mfa-required', title: 'One more step', status: 401, detail: 'Send the challenge.', challenge: 'c-1', methods: ['totp', 'recovery-code'] });

test('a person with an authenticator app takes a second step; a wrong code may be typed again', async () => {
  const calls = serve({
    'POST /v1/auth/refresh': () => problem(401, 'unauthenticated', 'Sign in.'),
    'POST /v1/auth/login': mfaRequired,
    'POST /v1/auth/login/verify': ({ body }: { body: unknown }) => ((body as { code: string }).code === '123456' ? token() : problem(401, 'unauthenticated', 'This code is wrong.')),
  });
  const { user, path } = open('/sign-in');
  await user.type(await screen.findByLabelText('E-mail'), 'mara@example.test');
  await user.type(screen.getByLabelText('Password'), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));

  await user.type(await screen.findByLabelText('Code'), '000000');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText('This code is wrong.')).toBeInTheDocument();
  await user.clear(screen.getByLabelText('Code'));
  await user.type(screen.getByLabelText('Code'), '123456');
  await user.click(screen.getByRole('button', { name: 'Continue' }));

  await waitFor(() => expect(path()).not.toBe('/sign-in'));
  expect(calls.filter((c) => c.path.endsWith('/verify')).map((c) => c.body)).toEqual([
    { challenge: 'c-1', code: '000000' },
    { challenge: 'c-1', code: '123456' },
  ]);
});

test('a recovery code stands in for the app', async () => {
  const calls = serve({ 'POST /v1/auth/refresh': () => problem(401, 'unauthenticated', 'Sign in.'), 'POST /v1/auth/login': mfaRequired, 'POST /v1/auth/login/verify': token });
  const { user, path } = open('/sign-in');
  await user.type(await screen.findByLabelText('E-mail'), 'mara@example.test');
  await user.type(screen.getByLabelText('Password'), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await user.click(await screen.findByRole('button', { name: 'Use a recovery code' }));
  await user.type(screen.getByLabelText('Recovery code'), 'abcd-efgh-2345-6723');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await waitFor(() => expect(path()).not.toBe('/sign-in'));
  expect(calls.find((c) => c.path.endsWith('/verify'))?.body).toEqual({ challenge: 'c-1', recoveryCode: 'abcd-efgh-2345-6723' });
});

test('whoever forgot the password is told the same, account or not', async () => {
  serve({ 'POST /v1/auth/refresh': () => problem(401, 'unauthenticated', 'Sign in.'), 'POST /v1/auth/password/forgot': () => answer(202) });
  const { user } = open('/forgot-password');
  await user.type(await screen.findByLabelText('E-mail'), 'nobody@example.test');
  await user.click(screen.getByRole('button', { name: 'Mail me a link' }));
  expect(await screen.findByRole('status')).toHaveTextContent('If nobody@example.test has an account here');
});

const security = {
  'GET /v1/auth/passkeys': { items: [{ id: 'k-1', name: 'Laptop', backedUp: false, createdAt: '2026-01-01T00:00:00Z', usedAt: null }], next: null },
  'GET /v1/auth/mfa': { totp: false, recoveryCodesLeft: 0 },
  'GET /v1/users/me/email': { email: 'mara@example.test', verified: false },
  'GET /v1/auth/sessions': {
    items: [
      { id: 's-1', device: 'Firefox on Linux', address: '10.0.0.1', createdAt: '2026-01-01T00:00:00Z', usedAt: '2026-01-02T00:00:00Z', expiresAt: '2026-04-01T00:00:00Z', current: true },
      { id: 's-2', device: 'Safari on iPhone', address: '10.0.0.2', createdAt: '2026-01-01T00:00:00Z', usedAt: '2026-01-02T00:00:00Z', expiresAt: '2026-04-01T00:00:00Z', current: false },
    ],
    next: null,
  },
};

test('a change that asks for the proof again asks, and goes on by itself', async () => {
  signIn();
  let fresh = false;
  const calls = serve({
    ...security,
    'POST /v1/auth/reauthenticate': ({ body }: { body: unknown }) => {
      fresh = (body as { password: string }).password === 'correct horse';
      return fresh ? { expiresIn: 600 } : problem(422, 'validation-failed', 'password: is wrong', [{ field: 'password', message: 'is wrong' }]);
    },
    'POST /v1/auth/mfa/totp': () => (fresh ? { secret: 'GEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/Atelier:mara?secret=GEZDGNBVGY3TQOJQ' } : problem(403, 'reauthentication-required', 'Confirm.')),
    'POST /v1/auth/mfa/totp/confirm': { recoveryCodes: ['aaaa-bbbb-cccc-dddd', 'eeee-ffff-2222-3333'] },
  });
  const { user } = open('/settings/security');
  await user.click(await screen.findByRole('button', { name: 'Set up' }));

  const dialog = await screen.findByRole('dialog', { name: 'Confirm that it is you' });
  await user.type(within(dialog).getByLabelText('Your password'), 'wrong');
  await user.click(within(dialog).getByRole('button', { name: 'Confirm' }));
  expect(await within(dialog).findByText('is wrong')).toBeInTheDocument();
  await user.clear(within(dialog).getByLabelText('Your password'));
  await user.type(within(dialog).getByLabelText('Your password'), 'correct horse');
  await user.click(within(dialog).getByRole('button', { name: 'Confirm' }));

  const setup = await screen.findByRole('dialog', { name: 'Set up an authenticator app' });
  expect(within(setup).getByRole('img', { name: /QR code/ })).toBeInTheDocument();
  await user.type(within(setup).getByLabelText('Code'), '123456');
  await user.click(within(setup).getByRole('button', { name: 'Turn on' }));
  const codes = await screen.findByRole('list', { name: 'Recovery codes' });
  expect(within(codes).getAllByRole('listitem')).toHaveLength(2);
  expect(calls.filter((c) => c.path === '/v1/auth/mfa/totp')).toHaveLength(2);
});

test('who does not prove it is told that nothing was done', async () => {
  signIn();
  serve({ ...security, 'DELETE /v1/auth/passkeys/k-1': () => problem(403, 'reauthentication-required', 'Confirm that it is you.') });
  const { user } = open('/settings/security');
  await user.click(await screen.findByRole('button', { name: 'Remove Laptop' }));
  await user.click(await screen.findByRole('button', { name: 'Remove passkey' }));
  await user.click(within(await screen.findByRole('dialog', { name: 'Confirm that it is you' })).getByRole('button', { name: 'Close' }));
  expect(await screen.findByText('The passkey was not removed')).toBeInTheDocument();
});

test('a session that is not this one is signed out', async () => {
  signIn();
  const calls = serve({ ...security, 'DELETE /v1/auth/sessions/s-2': () => answer(204) });
  const { user } = open('/settings/security');
  const sessions = await screen.findByRole('list', { name: 'Sessions' });
  expect(within(sessions).getByText('this device')).toBeInTheDocument();
  await user.click(within(sessions).getByRole('button', { name: /Sign out on Safari on iPhone/ }));
  expect(await screen.findByText('Signed out on Safari on iPhone')).toBeInTheDocument();
  expect(calls.some((c) => c.method === 'DELETE' && c.path === '/v1/auth/sessions/s-2')).toBe(true);
});
