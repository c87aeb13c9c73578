import { Balancer } from '../lib/balancer.ts';
import { expect, get, post, test } from '../lib/fixtures.ts';
import type { AtelierServer } from '../lib/server.ts';

/** The number of a process, as the cluster's table tells it. */
function pid(atelier: AtelierServer, name: string): number {
  const line = new RegExp(`^\\s+${name}\\s+http\\S+\\s+(\\d+)`, 'm').exec(atelier.log());
  if (!line) throw new Error(`no ${name} in\n${atelier.log()}`);
  return Number(line[1]);
}

test('a process of projects and a gateway die, and a person at work notices at most a reconnect', async ({ atelier, browser, register, signIn, request }) => {
  test.setTimeout(180_000);
  const port = Number(new URL(atelier.url).port);
  const balancer = await Balancer.before([port, port + 1]);
  const person = await register();
  // High enough for all of the cards: those out of sight are not in the document.
  const context = await browser.newContext({ baseURL: balancer.url, viewport: { width: 1280, height: 2400 } });
  const page = await signIn(context, person);
  const project = await post(request, '/v1/projects', { name: 'Unshaken' }, person.token);
  await page.goto(`/projects/${project.id}`);
  await expect(page.getByRole('region', { name: 'To do' })).toBeVisible();

  const made: string[] = [];
  const work = async (): Promise<void> => {
    const title = `Task ${made.length + 1} of many`;
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New task' });
    await dialog.getByLabel('Title').fill(title);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('article', { name: title })).toBeVisible();
    made.push(title);
  };
  const stored = async () => ((await get(page.request, `/v1/projects/${project.id}/board`, person.token)).tasks as { title: string }[]).map((t) => t.title);

  for (let i = 0; i < 3; i++) await work();
  for (const victim of ['projects', 'gateway', 'projects-2', 'gateway-2']) {
    process.kill(pid(atelier, victim), 'SIGKILL');
    for (let i = 0; i < 4; i++) await work();
    await expect.poll(() => atelier.log(), { timeout: 60_000, message: `${victim} comes back` }).toMatch(new RegExp(`^${victim} is back`, 'm'));
  }
  await expect.poll(async () => (await stored()).filter((title) => made.includes(title)).length, { timeout: 30_000 }).toBe(made.length);
  expect((await stored()).sort(), 'each once').toEqual([...made].sort());
  // What somebody else does arrives without a reload: the live connection is back.
  await post(page.request, `/v1/projects/${project.id}/tasks`, { title: 'From elsewhere' }, person.token);
  await expect(page.getByRole('article', { name: 'From elsewhere' })).toBeVisible();
  await context.close();
  await balancer.close();
});
