// Lint rules: what types cannot see (promises nobody waits for), which side may import what, and no floats for money.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { noSurroundings } from './lint/no-surroundings.mjs';
import { sideImports } from './lint/side-imports.mjs';
import { root } from './setup/paths.mjs';

const MONEY = 'Money is exact: parse and print it with shared/money.';

const noFloatMoney = {
  'no-restricted-globals': ['error', { name: 'parseFloat', message: MONEY }],
  'no-restricted-properties': ['error', { object: 'Number', property: 'parseFloat', message: MONEY }],
  'no-restricted-syntax': ['error', { selector: "CallExpression[callee.property.name='toFixed']", message: MONEY }],
};

export default tseslint.config(
  { ignores: ['node_modules/**', '.build/**', 'out/**', 'dist/**', 'tests/bench/peers/**'] },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // A handler given to a React attribute may be async: React ignores what it returns.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mts,mjs}'],
    plugins: { desk: { rules: { 'side-imports': sideImports, 'no-surroundings': noSurroundings } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'desk/side-imports': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',

      'prefer-const': 'error',
    },
  },
  {
    files: ['{shared,electron,renderer}/**/*.{ts,tsx}'],
    // Charts place marks on a screen: there a figure becomes a length, never an amount again.
    ignores: ['shared/money/**', 'renderer/charts/**'],
    rules: noFloatMoney,
  },
  { files: ['shared/**/*.ts'], rules: { 'desk/no-surroundings': 'error' } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  // The one file that an old Node has to be able to read.
  { files: ['build/setup/node-version.mjs'], rules: { 'no-var': 'off' } },
);
