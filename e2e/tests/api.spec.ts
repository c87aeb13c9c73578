import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../lib/fixtures.ts';

const E2E = join(dirname(fileURLToPath(import.meta.url)), '..');

test('the OpenAPI document passes Redocly without an error', async ({ request }) => {
  test.setTimeout(120_000);
  const answer = await request.get('/v1/openapi.json');
  expect(answer.status()).toBe(200);
  const folder = mkdtempSync(join(tmpdir(), 'atelier-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, await answer.body());
    const lint = (document: string) =>
      spawnSync(process.execPath, [join(E2E, 'node_modules/@redocly/cli/bin/cli.js'), 'lint', document, '--config', join(E2E, 'redocly.yaml'), '--max-problems', '50'], {
        encoding: 'utf8',
        // It stays on this machine: no telemetry, no look for a newer version.
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' },
      });
    const said = lint(file);
    expect(said.status, said.stdout + said.stderr).toBe(0);

    // The linter itself is awake: a document with an error does not pass.
    const broken = await answer.json();
    delete broken.paths['/v1/users/me'].get.summary;
    writeFileSync(file, JSON.stringify(broken));
    expect(lint(file).status).not.toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the page of the API works under the policy that every page has', async ({ page }) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    document.addEventListener('securitypolicyviolation', (e) => seen.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));
  });
  const answer = await page.goto('/docs/api');
  expect(answer?.headers()['content-security-policy']).not.toContain('unsafe');
  const ping = page.locator('.opblock', { hasText: '/v1/system/ping' });
  await ping.getByRole('button').first().click();
  await ping.getByRole('button', { name: /execute/i }).click();
  await expect(ping.locator('.live-responses-table')).toContainText('"signedIn": false');
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
});
