import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open, problem, serve } from '@/test/harness';

const nobody = { 'POST /v1/auth/refresh': () => problem(401, 'unauthenticated', 'Sign in.') };

test('the page to sign in shows the providers and says why somebody came back', async () => {
  serve({ ...nobody, 'GET /v1/auth/providers': { items: [{ id: 'google', name: 'Google' }] } });
  open('/sign-in?next=%2Fprojects&sso=link-first');
  expect(await screen.findByRole('link', { name: 'Continue with Google' })).toHaveAttribute('href', '/v1/auth/sso/google/start?returnTo=%2Fprojects');
  expect(screen.getByText(/There is an account with this e-mail address already/)).toBeVisible();
});

test('a domain without single sign-on is told so', async () => {
  const calls = serve({ ...nobody, 'GET /v1/auth/providers': { items: [] }, 'POST /v1/auth/sso/discover': { connectionId: null, name: null, forced: false } });
  const { user } = open('/sign-in');
  await user.click(await screen.findByRole('button', { name: 'Continue with single sign-on' }));
  await user.type(screen.getByLabelText('Work e-mail'), 'ada@nowhere.example');
  await user.click(screen.getByRole('button', { name: 'Find my organization' }));
  expect(await screen.findByText(/No organization here has single sign-on/)).toBeVisible();
  expect(calls.find((c) => c.path === '/v1/auth/sso/discover')!.body).toEqual({ email: 'ada@nowhere.example' });
});

test('who must come by single sign-on is sent there', async () => {
  serve({
    ...nobody,
    'GET /v1/auth/providers': { items: [] },
    'POST /v1/auth/login': () => problem(409, 'sso-required', 'Your organization has its people sign in with Login.', [{ field: 'connectionId', message: 'c-1' }]),
  });
  const { user } = open('/sign-in');
  await user.type(await screen.findByLabelText('E-mail'), 'ada@example.test');
  await user.type(screen.getByLabelText('Password'), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('link', { name: 'Continue with single sign-on' })).toHaveAttribute('href', '/v1/auth/sso/c-1/start?returnTo=%2F');
});
