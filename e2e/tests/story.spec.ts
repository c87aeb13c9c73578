import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { dataSets, type DataSet } from '../lib/data.ts';
import { expect, get, post, test, unique, type Person } from '../lib/fixtures.ts';
import { atelier as command } from '../lib/server.ts';

/** The story of the first issue, from an empty house to a report, on every set of data there is. */
for (const data of dataSets()) {
  test(`from an order to a report, on ${data.name}`, async ({ atelier, browser, page, request }) => {
    test.setTimeout(300_000);
    const email = `ada-${unique()}@example.test`;
    const password = `correct horse ${unique()}`;
    const organization = `Nordlicht ${unique()}`;
    const navigation = page.getByRole('navigation', { name: 'Main' });

    await test.step('a person registers and lands in an inviting home', async () => {
      await page.goto('/');
      await expect(page, 'signed out, the home leads to the sign-in').toHaveURL(/sign-in/);
      await page.goto('/register');
      await page.getByLabel('First name').fill('Ada');
      await page.getByLabel('Last name').fill('Okafor');
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByLabel('Organization').fill(organization);
      await page.getByRole('button', { name: 'Create account' }).click();
      await expect(page.getByRole('heading', { name: 'Welcome, Ada' })).toBeVisible();
      await expect(navigation.getByText(organization)).toBeVisible();
    });

    const { accessToken: token } = await post(request, '/v1/auth/login', { email, password });
    const me = await get(request, '/v1/users/me', token);
    const ada: Person = { email, password, token, organizationId: me.organizationId, id: me.id };
    const slug = me.organizationSlug as string;

    const board = await test.step('a Trello board is tried dry, imported, and stands', () => importTrello(page, data, ada));

    await test.step('the command line imports it and the Jira files too', async () => {
      const project = `By hand ${unique()}`;
      const said = await command('import', 'trello', data.trello.path, '--project', project, '--data', atelier.data, '--organization', slug);
      expect(said.err).toBe('');
      expect(said.code).toBe(0);
      expect(said.out).toContain('Imported');
      await expect(navigation.getByRole('link', { name: project }), 'in the sidebar without reload').toBeVisible();
      for (const { file, format } of data.jira) {
        const jira = await command('import', format, file, '--project', `Jira ${unique()}`, '--data', atelier.data, '--organization', slug);
        expect(jira.err).toBe('');
        expect(jira.code, jira.out).toBe(0);
      }
    });

    const template = 'Technical Architecture Designer';
    const product = `${template} — 12 weeks ${unique()}`;
    const link = await test.step('a service is offered', () => offer(page, product, template, slug));

    const customer = `Customer ${unique()}`;
    await test.step('a customer orders and pays without an account', async () => {
      const context = await browser.newContext();
      const shop = await context.newPage();
      await shop.goto(link);
      await expect(shop.getByRole('heading', { level: 1, name: product })).toBeVisible();
      await shop.getByRole('link', { name: 'Order now' }).first().click();
      await shop.getByLabel('Name').fill(customer);
      await shop.getByLabel('E-mail').fill(`customer-${unique()}@example.test`);
      await shop.getByLabel('Test payment').check();
      await shop.getByRole('button', { name: 'Place order and pay' }).click();
      await shop.getByRole('button', { name: /^Pay/ }).click();
      await expect(shop.getByRole('heading', { name: /payment has arrived|order is complete/ })).toBeVisible();
      await context.close();
    });

    await test.step('the paid order is exactly one project, in the sidebar without reload', async () => {
      const project = await fromOrder(request, token, customer);
      await expect(navigation.getByRole('link', { name: project.name })).toHaveCount(1);
      const whole = await get(request, `/v1/projects/${project.id}`, token);
      expect(whole.milestones).toHaveLength(12);
      expect(whole.startDate).toBeTruthy();
      await navigation.getByRole('link', { name: 'Orders' }).click();
      await expect(page.getByText(customer).first()).toBeVisible();
    });

    await test.step('the assignee hears of it, and a file comes back byte for byte', () => assignAndAttach(page, board, ada));

    await test.step('real order events become reports, once', async () => {
      const ingest = () => command('ingest', 'olist', data.olist, '--data', atelier.data, '--organization', slug);
      const first = await ingest();
      expect(first.err).toBe('');
      expect(first.code, first.out).toBe(0);
      expect(first.out).toContain(`of ${data.orders} orders`);
      const rows = async () => (await get(request, '/v1/reporting/orders-per-month?source=shop-orders', token)).rows as { orders: number }[];
      const total = async () => (await rows()).reduce((sum, row) => sum + row.orders, 0);
      await expect.poll(total, { timeout: 60_000, message: 'every order is counted' }).toBe(data.orders);
      const before = await rows();
      const again = await ingest();
      expect(again.out, 'nothing is new').toMatch(/\b0 accepted/);
      expect(await rows()).toEqual(before);

      await navigation.getByRole('link', { name: 'Reports' }).click();
      for (const name of ['Orders per month', 'Delivery time', 'Late share']) {
        const report = page.getByRole('region', { name, exact: true });
        await expect(report).toBeVisible();
        await expect(report.getByRole('img').or(report.locator('svg')).first(), `${name} is a chart`).toBeVisible();
        await expect(report.getByRole('table').getByRole('row').nth(1), `${name} has a table with rows`).toBeAttached();
      }
    });
  });
}

/** Imports through the web client and compares the board with the file. Returns the project's id. */
async function importTrello(page: Page, data: DataSet, ada: Person): Promise<string> {
  const { trello } = data;
  const project = `Board ${unique()}`;
  await page.goto('/import');
  await page.getByLabel('Export file').setInputFiles(trello.path);
  const counts = page.getByLabel('What will be created');
  await expect(counts).toContainText(String(trello.cards));
  await expect(counts).toContainText(String(trello.labels));
  const before = await get(page.request, '/v1/projects', ada.token);
  await page.getByLabel('Project name').fill(project);
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByRole('link', { name: 'Open board' }).click();

  for (const list of trello.lists) await expect(page.getByRole('region', { name: list, exact: true })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: project })).toBeVisible();
  const id = /projects\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  expect(before.items.map((each: { id: string }) => each.id), 'the dry run made nothing').not.toContain(id);
  const board = await get(page.request, `/v1/projects/${id}/board`, ada.token);
  expect(board.tasks).toHaveLength(trello.cards);
  expect(board.project.labels).toHaveLength(trello.labels);
  const items = board.tasks.reduce((sum: number, task: { checklistTotal: number }) => sum + task.checklistTotal, 0);
  expect(items).toBe(trello.checklistItems);

  const card = page.getByRole('region', { name: trello.card.list, exact: true }).getByRole('article', { name: trello.card.name }).first();
  await card.click();
  const panel = page.getByRole('complementary', { name: /^Task / });
  if (trello.card.desc) await expect(panel).toContainText(trello.card.desc);
  if (trello.card.item) await expect(panel).toContainText(trello.card.item);
  const comments = await Promise.all(
    board.tasks.map(async (task: { id: string }) => (await get(page.request, `/v1/comments?taskId=${task.id}&limit=100`, ada.token)).items.length as number),
  );
  expect(comments.reduce((sum, count) => sum + count, 0)).toBe(trello.comments);
  await page.keyboard.press('Escape');
  return id;
}

/** Creates and publishes a product; returns its public address. */
async function offer(page: Page, product: string, template: string, shop: string): Promise<string> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Catalog' }).click();
  await page.goto('/catalog/new');
  await page.getByRole('radio', { name: /service/i }).check({ force: true });
  await page.getByLabel('Name').fill(product);
  await page.getByLabel('Price').fill('2490.00');
  const choice = page.getByLabel('Project template');
  const option = choice.locator('option', { hasText: template });
  await expect(option).toHaveCount(1);
  await choice.selectOption((await option.getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'Create product' }).click();
  await expect(page.getByRole('heading', { name: product })).toBeVisible();
  await page.getByRole('button', { name: 'Publish' }).click();
  const address = page.getByText(new RegExp(`/shop/${shop}/`));
  await expect(address).toBeVisible();
  return new URL((await address.textContent()) ?? '').pathname;
}

async function fromOrder(request: Page['request'], token: string, customer: string): Promise<{ id: string; name: string }> {
  const mine = async () =>
    ((await get(request, '/v1/projects?limit=100', token)).items as { id: string; name: string; origin: { customerName: string } | null }[]).filter(
      (project) => project.origin?.customerName === customer,
    );
  await expect.poll(async () => (await mine()).length, { timeout: 20_000 }).toBe(1);
  const [project] = await mine();
  return project!;
}

async function assignAndAttach(page: Page, board: string, ada: Person): Promise<void> {
  // A colleague joins by invitation; the link is in the captured mail.
  const colleague = `grace-${unique()}@example.test`;
  const { id: task, key } = await post(page.request, `/v1/projects/${board}/tasks`, { title: 'Look at the mooring lines' }, ada.token);
  await post(page.request, `/v1/organizations/${ada.organizationId}/invitations`, { email: colleague, role: 'member' }, ada.token);
  const invitation = await mail(page, colleague, /join#(\S+)/);
  const password = `correct horse ${unique()}`;
  const grace = await post(page.request, '/v1/users/register', {
    email: colleague,
    password,
    firstName: 'Grace',
    lastName: 'Lind',
    invitationToken: /join#([\w-]+)/.exec(invitation)?.[1],
  });

  await page.goto(`/projects/${board}/tasks/${task}`);
  await page.getByRole('button', { name: /^Assignees:/ }).click();
  await page.getByRole('option', { name: /Grace Lind/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Assignees: Grace Lind' })).toBeVisible();
  expect(await mail(page, colleague, new RegExp(key)), 'the mail names the task').toContain('Look at the mooring lines');

  const context = await page.context().browser()!.newContext();
  await post(context.request, new URL('/v1/auth/login', page.url()).href, { email: colleague, password });
  const inbox = await context.newPage();
  await inbox.goto(new URL('/inbox', page.url()).href);
  await expect(inbox.getByText('Look at the mooring lines').first()).toBeVisible();
  await context.close();
  expect(grace.organizationId).toBe(ada.organizationId);

  const bytes = randomBytes(200_000);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach file' }).click();
  await (await chooser).setFiles({ name: 'survey.bin', mimeType: 'application/octet-stream', buffer: bytes });
  const file = page.getByRole('listitem').filter({ hasText: 'survey.bin' });
  await expect(file).toContainText(/195|200/);
  const download = page.waitForEvent('download');
  await file.getByRole('link', { name: /survey\.bin|download/i }).or(file.getByRole('button', { name: /download/i })).first().click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).equals(bytes), 'identical byte for byte').toBe(true);
}

/** The text of the newest captured mail to somebody that matches. */
async function mail(page: Page, to: string, about: RegExp): Promise<string> {
  let text = '';
  await expect
    .poll(
      async () => {
        const { items } = (await (await page.request.get('/dev/outbox.json')).json()) as { items: { to: string; subject: string; text: string }[] };
        const found = items.find((each) => each.to.includes(to) && about.test(`${each.subject}\n${each.text}`));
        text = found ? `${found.subject}\n${found.text}` : '';
        return Boolean(found);
      },
      { timeout: 20_000, message: `a mail to ${to} about ${about}` },
    )
    .toBe(true);
  return text;
}
