import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** One of our source files, and what it imports. */
export interface SourceModule {
  source: string;
  imports: string[];
}

export interface Cruise {
  violations: Violation[];
  modules: SourceModule[];
  rules: string[];
}

interface Report {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: {
    violations: { rule: { name: string }; from: string; to: string }[];
    ruleSetUsed: { forbidden: { name: string }[] };
  };
}

export const repository = process.cwd();
export const sourceRoots = ['apps', 'libs', 'test', 'bench'];

/** Runs dependency-cruiser with the repository's rules over a folder laid out like the repository. */
export async function cruise(root: string): Promise<Cruise> {
  const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(repository, '.dependency-cruiser.mjs');
  const roots = sourceRoots.filter((folder) => existsSync(join(root, folder)));
  const args = [cruiser, '--config', config, '--output-type', 'json', '--progress', 'none', ...roots];
  const { modules, summary } = JSON.parse(await outputOf(args, root)) as Report;
  return {
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to: inPackages(to) })),
    modules: modules
      .filter(({ source }) => sourceRoots.includes(source.split('/')[0]!))
      .map(({ source, dependencies }) => ({ source, imports: dependencies.map(({ resolved }) => resolved) })),
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
  };
}

/** A package is named from node_modules on, wherever those are. */
const inPackages = (path: string) => path.replace(/^.*(?=node_modules\/)/, '');

/** The exit code counts the violations, so it says nothing here; an output that is no JSON does. */
function outputOf(args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(`dependency-cruiser gave no report: ${stderr || error?.message}`));
    });
  });
}
