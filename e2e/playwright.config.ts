import { defineConfig } from '@playwright/test';
import { browserLaunch } from './lib/browser.mjs';
import { CLUSTER } from './lib/server.ts';

/**
 * One worker: the tests share one packaged server, and the machine's cores belong to it and to
 * Chromium. Nothing is retried: a test that passes on the second try hides a race.
 */
export default defineConfig({
  testDir: 'tests',
  // Against a cluster: the story, unchanged, and what only a cluster can show.
  ...(CLUSTER ? { testMatch: /(story|cluster)\.spec\.ts/ } : { testIgnore: /cluster\.spec\.ts/ }),
  outputDir: CLUSTER ? 'target/cluster-results' : 'target/results',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['junit', { outputFile: CLUSTER ? 'target/cluster-junit.xml' : 'target/junit.xml' }]],
  use: {
    launchOptions: await browserLaunch(),
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    // A control that does not come is told in seconds, by its name.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
