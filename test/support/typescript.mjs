/** Lets a child process of a test run the sources as they are: `node -C paopao-source --import ./test/support/typescript.mjs -e …`. */
import { existsSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

const options = (tsx) => ({
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
});

for (const extension of ['.ts', '.tsx']) {
  Module._extensions[extension] = (module, file) =>
    module._compile(transformFileSync(file, options(extension === '.tsx')).code, file);
}

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  return resolve.call(this, sourceOf(request, parent?.filename) ?? request, parent, ...rest);
};

/** Sources name each other by what they will be once they are compiled. */
function sourceOf(request, importer) {
  if (!/\.tsx?$/.test(importer ?? '') || !/^\.{1,2}\/.*\.js$/.test(request)) return undefined;
  const source = request.replace(/\.js$/, '.ts');
  return existsSync(join(dirname(importer), source)) ? source : `${source}x`;
}
