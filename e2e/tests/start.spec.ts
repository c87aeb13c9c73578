import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, get, post, test } from '../lib/fixtures.ts';
import { AtelierServer, atelier as command, freePort } from '../lib/server.ts';

/** What the command line says when it cannot go on: one sentence, no trace of the inside. */
function expectOneSentence(said: { code: number | null; out: string; err: string }, about: RegExp): void {
  expect(said.code === 1 || said.code === 2, `exit code ${said.code}: ${said.out}${said.err}`).toBe(true);
  expect(said.err).toMatch(about);
  expect(said.out + said.err).not.toMatch(/Exception|^\s+at \w/m);
  expect(said.err.trim().split('\n').length, said.err).toBeLessThanOrEqual(2);
}

/** What a test started and may not have stopped. */
const running: AtelierServer[] = [];

test.afterEach(async () => {
  for (const server of running.splice(0)) await server.kill();
});

test.describe('the command line', () => {
  test('refuses a second start on the same data folder in one sentence', async ({ atelier }) => {
    expectOneSentence(await command('serve', '--data', atelier.data, '--port', String(await freePort())), /using the data folder/);
  });

  test('refuses a taken port in one sentence', async ({ atelier }) => {
    const data = mkdtempSync(join(tmpdir(), 'atelier-port-'));
    try {
      const port = new URL(atelier.url).port;
      expectOneSentence(await command('serve', '--data', data, '--port', port), new RegExp(`port ${port}`, 'i'));
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

  test('refuses an unknown target and lists the known', async () => {
    const said = await command('serve', '--target', 'users,bakery');
    expectOneSentence(said, /bakery/);
    expect(said.err).toMatch(/projects/);
  });

  test('refuses a data folder that is a file, and an unknown option', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'atelier-file-')), 'data');
    writeFileSync(file, 'not a folder');
    expectOneSentence(await command('serve', '--data', file, '--port', String(await freePort())), /folder|directory/i);
    const said = await command('serve', '--colour', 'red');
    expect(said.code).toBe(2);
    expect(said.err).toContain('--colour');
  });

  test('explains every command', async () => {
    for (const words of [[], ['serve'], ['cluster'], ['import'], ['ingest'], ['ingest', 'olist'], ['version']]) {
      const said = await command(...words, '--help');
      expect(said.code, words.join(' ')).toBe(0);
      expect(said.out, words.join(' ')).toContain('Usage: atelier');
    }
  });

  test('says where no server runs', async () => {
    const nowhere = join(tmpdir(), 'atelier-nowhere');
    expectOneSentence(await command('import', 'trello', 'missing.json', '--data', nowhere), /No server runs/);
  });
});

test('Ctrl-C stops everything and the next start has it all', async ({ playwright }) => {
  test.setTimeout(180_000);
  const data = mkdtempSync(join(tmpdir(), 'atelier-again-'));
  const credentials = { email: 'ada@example.test', password: 'correct horse battery' };
  try {
    const first = await AtelierServer.start({ data });
    running.push(first);
    expect(first.log()).toContain(first.url);
    expect(first.log(), 'a one-time administrator link').toMatch(/\/welcome#\S{20,}/);
    const before = await playwright.request.newContext({ baseURL: first.url });
    await post(before, '/v1/users/register', { ...credentials, firstName: 'Ada', lastName: 'Byron', organizationName: 'Engines' });
    await before.dispose();
    await first.stop();
    await expect(fetch(`${first.url}/readyz`), 'nothing listens any more').rejects.toThrow();

    const second = await AtelierServer.start({ data });
    try {
      const after = await playwright.request.newContext({ baseURL: second.url });
      const { accessToken } = await post(after, '/v1/auth/login', credentials);
      expect(await get(after, '/v1/users/me', accessToken)).toMatchObject({ email: credentials.email, organizationName: 'Engines' });
      await after.dispose();
    } finally {
      await second.stop();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});

test('kill -9 in the middle of writes loses no acknowledged task', async ({ playwright }) => {
  test.setTimeout(240_000);
  const data = mkdtempSync(join(tmpdir(), 'atelier-killed-'));
  const credentials = { email: 'ada@example.test', password: 'correct horse battery' };
  try {
    const first = await AtelierServer.start({ data });
    running.push(first);
    const before = await playwright.request.newContext({ baseURL: first.url });
    await post(before, '/v1/users/register', { ...credentials, firstName: 'Ada', lastName: 'Byron' });
    const { accessToken } = await post(before, '/v1/auth/login', credentials);
    const project = await post(before, '/v1/projects', { name: 'Under fire' }, accessToken);

    const acknowledged: string[] = [];
    let killed = false;
    const enough = 200;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; !killed; n++) {
        try {
          const answer = await fetch(`${first.url}/v1/projects/${project.id}/tasks`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
            body: JSON.stringify({ title: `Task ${n} of writer ${writer}` }),
          });
          if (answer.status === 201) acknowledged.push(((await answer.json()) as { id: string }).id);
          else if (answer.status !== 429) throw new Error(`${answer.status} ${await answer.text()}`);
        } catch (error) {
          if (!killed) throw error;
        }
        if (acknowledged.length >= enough && !killed) {
          killed = true;
          await first.kill();
        }
      }
    });
    await Promise.all(writers);
    await before.dispose();
    expect(acknowledged.length).toBeGreaterThanOrEqual(enough);

    const second = await AtelierServer.start({ data });
    try {
      const after = await playwright.request.newContext({ baseURL: second.url });
      const { accessToken: token } = await post(after, '/v1/auth/login', credentials);
      const board = await get(after, `/v1/projects/${project.id}/board`, token);
      const kept = new Set(board.tasks.map((task: { id: string }) => task.id));
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
      const task = await post(after, `/v1/projects/${project.id}/tasks`, { title: 'After the fall' }, token);
      expect(task.number, 'numbers go on').toBeGreaterThan(enough);
      await after.dispose();
    } finally {
      await second.stop();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
