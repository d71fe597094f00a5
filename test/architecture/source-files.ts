import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sourceRoots } from './cruise.js';

/** Every source file of ours, as paths relative to the root. */
export function sourceFiles(root: string): string[] {
  const roots = sourceRoots.filter((folder) => existsSync(join(root, folder)));
  const files = roots.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return files.filter((path) => /\.[cm]?[jt]sx?$/.test(path)).sort();
}
