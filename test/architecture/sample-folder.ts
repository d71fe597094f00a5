import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from './cruise.js';
import type { ImportSample } from './import-samples.js';

/** Lays a folder out like the repository, with the same aliases and packages, and the files given. */
export function makeSampleFolder(files: Map<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'architecture-sample-'));
  for (const name of ['package.json', 'tsconfig.json']) copyFileSync(join(repository, name), join(folder, name));
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Source files with just these imports: each file that is imported is there, too. */
export function filesOf(samples: ImportSample[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { to } of samples) if (/^(apps|libs|test)\//.test(to)) files.set(to, 'export const something = 1;\n');
  for (const { from, imports, typeOnly } of samples) {
    const line = `${typeOnly ? 'import type' : 'import'} { something } from '${imports}';\n`;
    files.set(from, `${line}${files.get(from) ?? 'export const something = 1;\n'}`);
  }
  return files;
}
