/**
 * `npm ci` in the current folder, but only when package-lock.json is newer than what is installed: a build after a
 * build should not wait for npm.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Atelier's web client needs Node 20.19 or newer to build; this is ${process.versions.node}.`);
  process.exit(1);
}
if (changed('package-lock.json') <= changed('node_modules/.package-lock.json')) process.exit(0);
const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
  stdio: 'inherit',
  env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  shell: process.platform === 'win32',
});
process.exit(done.status ?? 1);

/** @param {string} path */
function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
