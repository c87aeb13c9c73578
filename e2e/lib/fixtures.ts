import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import { AtelierServer, CLUSTER, ROOT } from './server.ts';

/** A registered person with a signed-in browser context of their own. */
export interface Person {
  email: string;
  password: string;
  token: string;
  organizationId: string;
  id: string;
}

interface WorkerFixtures {
  /** One empty house for all tests of a worker; every test registers its own organization in it. */
  atelier: AtelierServer;
}

interface TestFixtures {
  /** Registers a person over the API; `more` adds to the request. */
  register: (name?: string, more?: object) => Promise<Person>;
  /** Signs the person in on a new page of the context, as a person does. */
  signIn: (context: BrowserContext, person: Person) => Promise<Page>;
  /** Fails the test on an exception or an error in the page's console. */
  quiet: void;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  atelier: [
    async ({}, use) => {
      const server = await AtelierServer.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: CLUSTER ? 540_000 : 180_000 },
  ],

  baseURL: async ({ atelier }, use) => use(atelier.url),

  register: async ({ request }, use) => {
    await use(async (name = 'Ada', more = {}) => {
      const email = `${name.toLowerCase()}-${unique()}@example.test`;
      const password = `correct horse ${unique()}`;
      const profile = await post(request, '/v1/users/register', {
        email,
        password,
        firstName: name,
        lastName: 'Tester',
        organizationName: `${name} ${unique()}`,
        ...more,
      });
      const { accessToken } = await post(request, '/v1/auth/login', { email, password });
      return { email, password, token: accessToken, organizationId: profile.organizationId, id: profile.id };
    });
  },

  signIn: async ({}, use) => {
    await use(async (context, person) => {
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.getByLabel('E-mail').fill(person.email);
      await page.getByLabel('Password').fill(person.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      return page;
    });
  },

  quiet: [
    async ({ context, atelier }, use, info) => {
      const problems: string[] = [];
      context.on('weberror', (event) => problems.push(`exception: ${event.error().message}`));
      context.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) problems.push(`console: ${message.text()}`);
      });
      await use();
      if (info.status !== info.expectedStatus) await info.attach('server.log', { body: atelier.log(), contentType: 'text/plain' });
      if (problems.length > 0) throw new Error(`The page complained:\n${problems.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** POST that fails with the answer's words. */
export async function post(request: APIRequestContext, path: string, data: unknown, token?: string) {
  const answer = await request.post(path, { data, headers: token ? { authorization: `Bearer ${token}` } : {} });
  if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? {} : JSON.parse(text);
}

/** GET that fails with the answer's words. */
export async function get(request: APIRequestContext, path: string, token: string) {
  const answer = await request.get(path, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** Six characters no other test of this run has. */
export function unique(): string {
  return Math.random().toString(36).slice(2, 8).padEnd(6, '0');
}

/** A sample of the project. */
export function sample(name: string): string {
  return join(ROOT, 'samples', name);
}

/** Real data beside the clone, or undefined in a clone that stands alone. */
export function realData(name: string): string | undefined {
  const path = join(ROOT, '..', 'shared', 'data', name);
  return existsSync(path) ? path : undefined;
}

/** The bytes of a file, for byte-by-byte comparison. */
export function bytesOf(path: string): Buffer {
  return readFileSync(path);
}
