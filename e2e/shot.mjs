/**
 * Takes a screenshot of a page, signed in where wanted.
 *
 *     node e2e/shot.mjs URL OUT.png [--email E --password P] [--dark] [--phone] [--full]
 *                       [--size 1440x900] [--wait SELECTOR] [--click SELECTOR]… [--press KEY]…
 *
 * --click and --press happen in the order given. Prints what the page's console complained about.
 */
import { chromium } from 'playwright-core';
import { browserLaunch } from './lib/browser.mjs';

const [url, out, ...rest] = process.argv.slice(2);
if (!url || !out) {
  console.error('usage: node e2e/shot.mjs URL OUT.png [--email E --password P] [--dark] [--phone] [--full] [--size WxH] [--wait SEL] [--click SEL] [--press KEY]');
  process.exit(2);
}
/** @type {Record<string, string>} */
const options = {};
/** @type {Array<[string, string]>} */
const steps = [];
for (let i = 0; i < rest.length; i++) {
  const name = (rest[i] ?? '').replace(/^--/, '');
  if (['dark', 'phone', 'full'].includes(name)) options[name] = 'yes';
  else if (['click', 'press'].includes(name)) steps.push([name, rest[++i] ?? '']);
  else options[name] = rest[++i] ?? '';
}
const [width, height] = (options.size ?? (options.phone ? '390x844' : '1440x900')).split('x').map(Number);

const browser = await chromium.launch(await browserLaunch());
try {
  const context = await browser.newContext({
    viewport: { width: width ?? 1440, height: height ?? 900 },
    deviceScaleFactor: options.phone ? 2 : 1,
    hasTouch: Boolean(options.phone),
    isMobile: Boolean(options.phone),
    colorScheme: options.dark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  context.on('weberror', (event) => console.error('exception:', event.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.error(`${message.type()}: ${message.text()}`);
  });
  const page = await context.newPage();
  if (options.email) {
    await page.goto(new URL('/sign-in', url).href);
    await page.getByLabel('E-mail').fill(options.email);
    await page.getByLabel('Password').fill(options.password ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((address) => address.pathname !== '/sign-in');
  }
  await page.goto(url);
  await page.waitForLoadState('networkidle').catch(() => undefined);
  if (options.wait) await page.locator(options.wait).first().waitFor();
  for (const [what, value] of steps) {
    if (what === 'click') await page.locator(value).first().click();
    else await page.keyboard.press(value);
  }
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: out, fullPage: Boolean(options.full), animations: 'disabled' });
} finally {
  await browser.close();
}
