import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Makes a file a module for those who check it; a page loads all of them as one script. */
export const moduleMark = /^export \{\};$/m;

/** The one script of all pages: htmx, and ours from `libs/web/client`, each in a scope of its own. */
export function readScripts(): string {
  const htmx = readFileSync(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'), 'utf8');
  const folder = join(import.meta.dirname, '..', 'client'); // in a build they are shorter
  const own = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(moduleMark, ''))
    .map((text) => `(() => {\n'use strict';\n${text.trim()}\n})();`);
  return [htmx.replace(/^\/\/# sourceMappingURL=.*$/m, '').trim(), ...own].join('\n');
}

/** Compiled files lie below it, elsewhere than their sources. */
export function projectFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) if (existsSync(join(folder, 'package.json'))) return folder;
}
