/** Lets a child process of a test run the sources as they are: `node -C source --import ./test/support/typescript.mjs -e …`. */
import Module from 'node:module';
import { transformFileSync } from '@swc/core';

const options = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

Module._extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const own = parent?.filename?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(request);
  return resolve.call(this, own ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};
