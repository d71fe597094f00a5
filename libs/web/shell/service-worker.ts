import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleMark, projectFolder } from './scripts.js';

/** A script of its own, which no page loads: see the files. */
const read = (name: string): string => {
  const file = join(projectFolder(import.meta.dirname), 'libs', 'web', 'service-worker', `${name}.js`);
  return `(() => {\n'use strict';\n${readFileSync(file, 'utf8').replace(moduleMark, '').trim()}\n})();\n`;
};

export const serviceWorker = read('service-worker');
/** Ends the other one. */
export const farewellWorker = read('farewell');
