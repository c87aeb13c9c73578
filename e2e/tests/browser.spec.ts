import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, test } from '@playwright/test';

/**
 * What the other tests ask of the browser itself, proved on a page of our own: a failure here
 * says that the Chromium found is at fault, not Atelier.
 */
const PAGE = `<!doctype html><html lang="en"><title>Proof</title>
<style>:root{color-scheme:light dark} body{font:16px sans-serif} @media (prefers-color-scheme:dark){body{background:#111;color:#eee}}
.box{width:120px;height:60px;border:1px solid}</style>
<main><h1>Proof</h1><p id="text">Typography, ünïcode</p>
<div id="from" class="box"><span id="card" draggable="true">Card</span></div><div id="to" class="box"></div>
<label>File <input type="file" id="file"></label><output id="sum"></output><output id="socket"></output><a href="/download" download="bytes.bin">Download</a></main>
<script>
card.addEventListener('dragstart', e => e.dataTransfer.setData('text/plain', 'card'));
to.addEventListener('dragover', e => e.preventDefault());
to.addEventListener('drop', e => { e.preventDefault(); to.append(document.getElementById(e.dataTransfer.getData('text/plain'))); });
file.addEventListener('change', async () => { const bytes = new Uint8Array(await file.files[0].arrayBuffer()); sum.textContent = bytes.length + ':' + bytes.reduce((a, b) => a + b, 0); });
const ws = new WebSocket('ws://' + location.host + '/socket'); ws.onmessage = e => socket.textContent = e.data;
</script>`;

const BYTES = randomBytes(100_000);
let server: Server;
let origin: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/download') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(BYTES);
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    }
  });
  server.on('upgrade', (request, socket: Duplex) => {
    const accept = createHash('sha1')
      .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')
      .digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    const text = Buffer.from('hello over a socket');
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('the browser renders text, follows the colour scheme and takes screenshots', async ({ browser }) => {
  const shots: Buffer[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(origin);
    const width = await page.locator('#text').evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().width;
    });
    expect(width, 'a font has to be there to give text a width').toBeGreaterThan(80);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      colorScheme === 'dark' ? 'rgb(17, 17, 17)' : 'rgba(0, 0, 0, 0)',
    );
    shots.push(await page.screenshot());
    await context.close();
  }
  expect(shots[0]!.equals(shots[1]!)).toBe(false);
});

test('the browser drags, uploads, downloads and speaks WebSocket in two contexts at once', async ({ browser }) => {
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  for (const context of contexts) {
    const page = await context.newPage();
    await page.goto(origin);
    await expect(page.locator('#socket')).toHaveText('hello over a socket');
    await page.locator('#card').dragTo(page.locator('#to'));
    await expect(page.locator('#to #card')).toBeVisible();
    await page.locator('#file').setInputFiles({ name: 'a.bin', mimeType: 'application/octet-stream', buffer: BYTES });
    await expect(page.locator('#sum')).toHaveText(`100000:${BYTES.reduce((sum, byte) => sum + byte, 0)}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(BYTES)).toBe(true);
    await page.evaluate(() => localStorage.setItem('seen', 'yes'));
  }
  const third = await browser.newContext();
  const page = await third.newPage();
  await page.goto(origin);
  expect(await page.evaluate(() => localStorage.getItem('seen')), 'contexts share nothing').toBeNull();
  await Promise.all([...contexts, third].map((context) => context.close()));
});
