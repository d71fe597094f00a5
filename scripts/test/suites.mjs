import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['apps', 'libs', 'test'];
const elsewhere = ['bench', 'scripts'];
const suiteName = /\.spec\.tsx?$/;
const looksLikeSuite = /\.(spec|test)\.[cm]?[jt]sx?$/;
const skippedFolders = new Set(['node_modules', 'dist', 'samples']);

/** Every suite on disk, as paths relative to the root. */
export function findSuites(root) {
  return folders
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => suiteName.test(path))
    .sort();
}

/** Files that look like a suite, and that no run would ever pick up. */
export function findStrays(root) {
  const suites = new Set(findSuites(root));
  const files = [...folders, ...elsewhere].flatMap((folder) => filesBelow(root, folder));
  return files.filter((path) => looksLikeSuite.test(path) && !suites.has(path)).sort();
}

/** Suites and what they share: where a test could be switched off. */
export function findTestCode(root) {
  const files = folders.flatMap((folder) => filesBelow(root, folder));
  return files.filter((path) => /\.(spec|contract)\.tsx?$/.test(path) || /^test\/.*\.tsx?$/.test(path)).sort();
}

export function readList(root) {
  const path = listPath(root);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

export function writeList(root, suites) {
  writeFileSync(listPath(root), suites.map((suite) => `${suite}\n`).join(''));
}

/** What only the list has, and what only the disk has. */
export function compare(listed, onDisk) {
  return {
    gone: listed.filter((suite) => !onDisk.includes(suite)),
    unlisted: onDisk.filter((suite) => !listed.includes(suite)),
  };
}

export function needsDatabase(suite) {
  if (/\.int\.spec\.tsx?$/.test(suite)) return true;
  return suite.startsWith('test/') && !/^test\/(architecture|runner)\//.test(suite);
}

export function select(suites, { patterns, withoutDatabase }) {
  const wanted = suites.filter((suite) => !withoutDatabase || !needsDatabase(suite));
  if (patterns.length === 0) return wanted;
  return wanted.filter((suite) => patterns.some((pattern) => suite.includes(pattern)));
}

function filesBelow(root, folder) {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

const listPath = (root) => join(root, 'test/suites.txt');
