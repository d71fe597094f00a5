import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const repository = import.meta.dirname;
/** Another folder only in test/runner, where the runner is tried on samples. */
const rootDir = process.env.TEST_ROOT ?? repository;
const swcJest = createRequire(import.meta.url).resolve('@swc/jest');

/** Packages that ship ES modules only. On "Must use import to load ES Module …/X" add X. */
const esOnly = [
  'preact',
  'preact-render-to-string',
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@borewit',
  '@tokenizer',
  'uid',
  '@lukeed',
  'cookie',
  'content-disposition',
  'thumbhash',
  '@tus',
  'srvx',
];

const typescript = (tsx) => [
  swcJest,
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true, tsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
    },
  },
];
const javascript = [
  swcJest,
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: { target: 'es2023', keepClassNames: true, parser: { syntax: 'ecmascript' } },
  },
];

export default {
  rootDir,
  roots: [...['apps', 'libs', 'test'].map((folder) => join(rootDir, folder)), process.env.TEST_BUNDLES ?? ''].filter(
    (folder) => existsSync(folder),
  ),
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx', '**/bundles/*.spec.js'], // those of scripts/test/bundles.mjs
  testTimeout: 30_000,
  maxWorkers: 2,
  // What suites leave in the memory of a process makes all after them slow: from here on it makes room for another.
  workerIdleMemoryLimit: '1GB',
  testSequencer: join(repository, 'scripts/test/sequencer.mjs'),
  watchman: false,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFilesAfterEnv: [join(repository, 'test/support/jest/assertions.ts')],
  // Jest reads "imports" of package.json itself: the condition makes the aliases end in the sources.
  testEnvironmentOptions: { customExportConditions: ['paopao-source', 'node', 'node-addons'] },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.jsx?$': '$1' },
  transform: { '\\.ts$': typescript(false), '\\.tsx$': typescript(true), 'node_modules/.*\\.m?js$': javascript },
  transformIgnorePatterns: [`node_modules/(?!(${esOnly.join('|')})/)`],
};
