import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../lib/axe.ts';
import { expect, test, type Person } from '../lib/fixtures.ts';

const STEP = 30_000;

/** The code an authenticator app shows for the key at a time (RFC 6238). */
function code(key: string, at: number): string {
  const bits = [...key.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP)));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const number = hash.readUInt32BE(hash[19]! & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function confirmIdentity(page: Page, person: Person): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByLabel('Your password').fill(person.password);
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function signOut(page: Page): Promise<void> {
  await page.request.post('/v1/auth/logout');
  await page.goto('/sign-in');
}

test('a passkey is registered and signs in without a password', async ({ context, register, signIn }) => {
  const person = await register();
  const page = await signIn(context, person);
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });

  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name').fill('My laptop');
  await page.getByRole('button', { name: 'Continue' }).click();
  await confirmIdentity(page, person);
  await expect(page.getByRole('list', { name: 'Passkeys' })).toContainText('My laptop');
  await expectAccessible(page, 'security settings');

  await signOut(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.goto('/settings/security');
  await expect(page.getByRole('list', { name: 'Passkeys' })).toContainText('Last used just now');
  await expect(page.getByText(person.email).first()).toBeVisible();

  await page.getByRole('button', { name: 'Remove My laptop' }).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await confirmIdentity(page, person);
  await expect(page.getByText('No passkey yet')).toBeVisible();
});

test('an authenticator app is set up and used', async ({ context, register, signIn }) => {
  const person = await register();
  const page = await signIn(context, person);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  await confirmIdentity(page, person);
  const setup = page.getByRole('dialog', { name: 'Set up an authenticator app' });
  const key = (await setup.getByLabel('Key').textContent())!;
  await setup.getByLabel('Code', { exact: true }).fill(code(key, Date.now()));
  await setup.getByRole('button', { name: 'Turn on' }).click();
  const shown = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(shown).toHaveCount(10);
  const codes = await shown.allTextContents();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();

  await signOut(page);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // A code works once: the present one was used to set up, the next one counts already.
  await page.getByLabel('Code').fill(code(key, Date.now() + STEP));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');

  await signOut(page);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(codes[0]!);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.goto('/settings/security');
  await expect(page.getByText('9 recovery codes left')).toBeVisible();
});

test('a forgotten password is set anew by the mailed link', async ({ context, register }) => {
  const person = await register();
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(page.getByRole('status')).toContainText('on its way');

  const link = await expect
    .poll(async () => {
      const { items } = (await (await page.request.get('/dev/outbox.json')).json()) as { items: { to: string; subject: string; text: string }[] };
      return items.find((m) => m.to === person.email && m.subject.includes('new password'))?.text.match(/\S+\/reset-password#\S+/)?.[0] ?? '';
    })
    .toMatch(/reset-password#/)
    .then(async () => {
      const { items } = (await (await page.request.get('/dev/outbox.json')).json()) as { items: { to: string; subject: string; text: string }[] };
      return items.find((m) => m.to === person.email && m.subject.includes('new password'))!.text.match(/\/reset-password#\S+/)![0];
    });
  await page.goto(link);
  await page.getByLabel('New password').fill('a whole new sentence');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill('a whole new sentence');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
});
