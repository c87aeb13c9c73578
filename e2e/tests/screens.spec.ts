import type { Page } from '@playwright/test';
import { expectAccessible } from '../lib/axe.ts';
import { expect, get, post, test, type Person } from '../lib/fixtures.ts';

/** A house with something on every screen. */
async function furnish(request: Page['request'], person: Person) {
  const project = await post(request, '/v1/projects', { name: 'Harbour website', color: 'green' }, person.token);
  const label = await post(request, `/v1/projects/${project.id}/labels`, { name: 'data', color: 'blue' }, person.token);
  const [todo, doing] = project.statuses as { id: string }[];
  const task = await post(
    request,
    `/v1/projects/${project.id}/tasks`,
    {
      title: 'Tide table loads from the port authority’s feed',
      description: 'Twice a day, with a **fallback**.\n\n- northern quay\n- southern quay',
      statusId: todo?.id,
      priority: 'high',
      labelIds: [label.id],
      assigneeIds: [person.id],
      dueDate: '2020-01-31',
    },
    person.token,
  );
  await post(request, `/v1/projects/${project.id}/tasks`, { title: 'Photographs of the new quay', statusId: doing?.id }, person.token);
  await post(request, '/v1/comments', { taskId: task.id, body: 'The feed sends berth 12 *twice*.' }, person.token);
  const product = await post(
    request,
    '/v1/catalog/products',
    { kind: 'service', name: 'Architecture review', description: '# What you get\n\nAn honest look.', price: { amount: 99000, currency: 'EUR' }, state: 'published' },
    person.token,
  );
  const { organizationSlug: shop } = await get(request, '/v1/users/me', person.token);
  const order = await post(request, '/v1/orders/checkout', {
    shop,
    items: [{ productId: product.id, quantity: 1 }],
    customer: { name: 'Carla Customer', email: 'carla@example.test' },
    payment: 'test',
  });
  return { project, task, product, shop, order };
}

/** Waits until the screen stands: its skeletons are gone and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main, [role=main]').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('status', { name: /loading/i })).toHaveCount(0);
}

/** The addresses of all sections of the settings: whoever adds one need not think of these tests. */
async function settingsSections(page: Page): Promise<string[]> {
  await page.goto('/settings');
  const links = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
  await expect(links.first()).toBeVisible();
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
}

test('every screen is accessible in both themes', async ({ atelier, context, register, signIn, request }) => {
  test.setTimeout(240_000);
  // Who looks after the installation sees one screen more than others.
  const person = await register('Ada', { welcomeToken: /\/welcome#(\S{20,})/.exec(atelier.log())?.[1] });
  const house = await furnish(request, person);
  const page = await signIn(context, person);
  const screens: Record<string, string> = {
    home: '/',
    inbox: '/inbox',
    'my work': '/my-work',
    projects: '/projects',
    'new project': '/projects/new',
    board: `/projects/${house.project.id}`,
    list: `/projects/${house.project.id}?view=list`,
    peek: `/projects/${house.project.id}?peek=${house.task.id}`,
    task: `/projects/${house.project.id}/tasks/${house.task.id}`,
    import: '/import',
    catalog: '/catalog',
    'new product': '/catalog/new',
    product: `/catalog/${house.product.id}`,
    orders: '/orders',
    order: `/orders/${house.order.orderId}`,
    reports: '/reports',
    system: '/system',
    shop: `/shop/${house.shop}`,
    'product page': `/shop/${house.shop}/${house.product.slug}`,
    checkout: `/shop/${house.shop}/${house.product.slug}/checkout`,
    'test payment': house.order.payment.url,
    'order page': `/order/${house.order.orderId}#${house.order.secret}`,
    'nothing here': '/no/such/page',
  };
  for (const address of await settingsSections(page)) screens[address] = address;
  for (const [screen, address] of Object.entries(screens)) {
    await test.step(screen, async () => {
      await page.goto(address);
      await settled(page);
      await expectAccessible(page, screen);
    });
  }
});

test('signing in and registering are accessible in both themes', async ({ page }) => {
  for (const screen of ['sign-in', 'register', 'forgot-password', 'reset-password#token', 'verify-email#token']) {
    await page.goto(`/${screen}`);
    await settled(page);
    await expectAccessible(page, screen);
  }
});

test('on a phone nothing is cut off and the board can be used', async ({ browser, register, signIn, request }) => {
  const person = await register();
  const house = await furnish(request, person);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await signIn(context, person);
  const screens = ['/', `/projects/${house.project.id}`, '/inbox', '/catalog', '/orders', '/reports', `/shop/${house.shop}/${house.product.slug}`, '/settings'];
  for (const address of [...screens, ...(await settingsSections(page))]) {
    await page.goto(address);
    await settled(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${address} is not wider than the phone`).toBeLessThanOrEqual(0);
  }
  await page.goto(`/projects/${house.project.id}`);
  await page.getByRole('article', { name: /Tide table/ }).tap();
  await expect(page.getByText('Twice a day, with a')).toBeVisible();
  await context.close();
});
