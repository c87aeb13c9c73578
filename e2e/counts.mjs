/**
 * Prints how many tests of each kind ran in this build, from their JUnit reports, as the last
 * words of the log. Fails when a kind has no report: a suite that did not run is not green.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** @type {Array<[string, string]>} */
const kinds = [
  ['server (unit, integration, architecture)', 'server/target/surefire-reports'],
  ['web (Vitest)', 'web/target/junit.xml'],
  ['browser and accessibility (Playwright, axe)', 'e2e/target/junit.xml'],
];

let total = 0;
let missing = 0;
console.log('\nTests of this build');
for (const [kind, path] of kinds) {
  const counts = sum(reports(join(root, path)));
  if (counts.tests === 0) missing++;
  total += counts.tests;
  console.log(`  ${kind.padEnd(46)} ${String(counts.tests).padStart(5)} run, ${counts.failures} failed, ${counts.skipped} skipped`);
}
console.log(`  ${'all'.padEnd(46)} ${String(total).padStart(5)} run`);
if (missing > 0) {
  console.error('A kind of test has no report: it did not run.');
  process.exit(1);
}

/** @param {string} path a report, or a folder of them */
function reports(path) {
  if (!existsSync(path)) return [];
  if (path.endsWith('.xml')) return [path];
  return readdirSync(path).filter((name) => name.startsWith('TEST-') && name.endsWith('.xml')).map((name) => join(path, name));
}

/** @param {string[]} files */
function sum(files) {
  const counts = { tests: 0, failures: 0, skipped: 0 };
  for (const file of files) {
    // Of nested suites the first element carries the sum.
    const head = /<testsuites?\b[^>]*\btests="\d+"[^>]*>/.exec(readFileSync(file, 'utf8'))?.[0] ?? '';
    const number = (/** @type {string} */ name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
    counts.tests += number('tests');
    counts.failures += number('failures') + number('errors');
    counts.skipped += number('skipped');
  }
  return counts;
}
