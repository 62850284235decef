import eslint from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// Pure rooms know no clock, no chance and no locale: the same input gives the same bytes everywhere.
const impure = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take the instant as `now`.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the instant as `now`.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Ids come from counters.' },
  { selector: 'MemberExpression[property.name=/^(toLocale.*|localeCompare)$/]', message: 'Hosts differ in locale.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'Take the instant as `now`.' },
  { selector: "Identifier[name='Intl']", message: 'Hosts differ in locale.' },
]

const loneTests = [
  {
    selector: 'MemberExpression[object.name=/^(describe|test|it)$/][property.name=/^(only|skip|todo)$/]',
    message: 'Every test runs, always.',
  },
]

/** The program a file belongs to, the narrowest last: each is loaded only when one of its files is read. */
const programs = [
  ['**/*.ts', 'tsconfig.json'],
  ['engine/**/*.ts', 'engine/tsconfig.json'],
  ['workflows/**/*.ts', 'workflows/tsconfig.json'],
  ['web/**/*.{ts,tsx}', 'web/tsconfig.json'],
  ['web/offline/*.ts', 'web/offline/tsconfig.json'],
  ['test/web/**/*.ts', 'test/web/tsconfig.json'],
]

export default defineConfig(
  globalIgnores(['node_modules/', 'reports/', '.zhangfa*/', 'web/dist/', 'web/public/']),
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ['error', 'always'],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
    },
  },
  ...programs.map(([files, project]) => ({
    files: [files],
    languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
  })),
  { files: ['engine/**/*.ts', 'workflows/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...impure] } },
  { files: ['cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // A describe block is a list of tests, not a function one has to hold in mind.
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...loneTests], 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        URL: 'readonly',
      },
    },
  },
)
