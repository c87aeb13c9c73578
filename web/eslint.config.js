import { dirname, relative, resolve, sep } from 'node:path';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const src = resolve(import.meta.dirname, 'src');

/** The feature a file belongs to and its path inside, or null outside `src/features`. */
function featureOf(file) {
  const [room, feature, ...inside] = relative(src, file).split(sep);
  return room === 'features' && feature ? { feature, inside: inside.join('/') } : null;
}

/**
 * A feature enters another only by its `index.ts`; `lib`, `stores` and `components` know no feature. One exception: the
 * settings area loads a feature's `settings/` pages when they are opened, which an index would load with everything else.
 */
export const featureBoundary = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      inside: "'{{to}}' may be entered only through '@/features/{{to}}', not by its inside.",
      upward: "'{{from}}' is ground that features stand on; it may not import from a feature.",
    },
  },
  create(context) {
    const check = (node) => {
      const spec = node.source?.value;
      if (typeof spec !== 'string' || !/^(@\/|\.)/.test(spec)) return;
      const target = spec.startsWith('@/') ? resolve(src, spec.slice(2)) : resolve(dirname(context.filename), spec);
      const to = featureOf(target);
      if (!to) return;
      const from = featureOf(context.filename);
      const room = relative(src, context.filename).split(sep)[0];
      if (!from && ['lib', 'stores', 'components', 'styles'].includes(room)) {
        context.report({ node, messageId: 'upward', data: { from: room } });
      } else if (from && from.feature !== to.feature && to.inside && to.inside !== 'index') {
        const page = from.feature === 'settings' && to.inside.startsWith('settings/') && node.type === 'ImportExpression';
        if (page) return;
        context.report({ node, messageId: 'inside', data: { to: to.feature } });
      }
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'target'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, atelier: { rules: { 'feature-boundary': featureBoundary } } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // The compiler's advice rules are not errors: we do not run the React compiler.
      'react-hooks/set-state-in-effect': 'off',
      'react-hooks/refs': 'off',
      'react-hooks/incompatible-library': 'off',
      'react-hooks/preserve-manual-memoization': 'off',
      'atelier/feature-boundary': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: ['public/**/*.js'],
    languageOptions: { globals: { document: 'readonly', localStorage: 'readonly', matchMedia: 'readonly' } },
    rules: { 'no-var': 'off' },
  },
);
