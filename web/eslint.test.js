// @vitest-environment node
import { resolve } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { featureBoundary } from './eslint.config.js';

const linter = new Linter();

/** What the boundary rule says about one line of code in one file. */
function complaints(file, code) {
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { atelier: { rules: { b: featureBoundary } } },
    rules: { 'atelier/b': 'error' },
  };
  return linter.verify(code, [config], { filename: resolve(import.meta.dirname, 'src', file) }).map((m) => m.messageId);
}

test('a feature enters another only through its index', () => {
  const orders = 'features/orders/list.ts';
  expect(complaints(orders, "import { a } from '@/features/catalog/api';")).toEqual(['inside']);
  expect(complaints(orders, "import { a } from '../catalog/api';")).toEqual(['inside']);
  expect(complaints(orders, "const a = import('@/features/catalog/api');")).toEqual(['inside']);
  expect(complaints(orders, "import { a } from '@/features/catalog';")).toEqual([]);
  expect(complaints(orders, "import { a } from './api';")).toEqual([]);
});

test('only the settings area loads the settings pages of others, and only when they are opened', () => {
  const area = 'features/settings/sections.ts';
  expect(complaints(area, "const a = () => import('@/features/catalog/settings/tax');")).toEqual([]);
  expect(complaints(area, "import a from '@/features/catalog/settings/tax';")).toEqual(['inside']);
  expect(complaints(area, "const a = () => import('@/features/catalog/api');")).toEqual(['inside']);
  expect(complaints('features/orders/list.ts', "const a = () => import('@/features/catalog/settings/tax');")).toEqual(['inside']);
});

test('the ground knows no feature, the routes know all', () => {
  const line = "import { a } from '@/features/catalog/api';";
  expect(complaints('lib/x.ts', line)).toEqual(['upward']);
  expect(complaints('routes/x.ts', line)).toEqual([]);
});
