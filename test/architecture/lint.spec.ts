import { execFile } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './cruise.js';
import { makeSampleFolder } from './sample-folder.js';

const later = 'declare function later(): Promise<number>;\n';
const samples: Record<string, { rule: string; text: string }> = {
  floating: { rule: 'typescript(no-floating-promises)', text: `${later}export function f(): void {\n  later();\n}` },
  misused: { rule: 'typescript(no-misused-promises)', text: `${later}export const g = later() ? 1 : 2;` },
  any: { rule: 'typescript(no-explicit-any)', text: 'export const list: any[] = [];' },
  assigned: { rule: 'typescript(no-unsafe-assignment)', text: `export const parsed = JSON.parse('1');` },
  member: { rule: 'typescript(no-unsafe-member-access)', text: `export const x: unknown = JSON.parse('{}').x;` },
  called: { rule: 'typescript(no-unsafe-call)', text: `export const y: unknown = JSON.parse('{}')();` },
  returned: { rule: 'typescript(no-unsafe-return)', text: `export const h = (): number => JSON.parse('1');` },
  passed: { rule: 'typescript(no-unsafe-argument)', text: `export const z: number = Math.abs(JSON.parse('1'));` },
  default: { rule: 'import(no-default-export)', text: 'export default class Something {}' },
  environment: { rule: 'node(no-process-env)', text: 'export const port = process.env.PORT;' },
  forward: { rule: 'eslint(no-restricted-imports)', text: `export { forwardRef } from '@nestjs/common';` },
  long: { rule: 'eslint(max-lines-per-function)', text: `export function long(): void {\n${'  later;\n'.repeat(41)}}` },
};
const pathOf = (name: string) => `libs/platform/tenants/${name}.ts`;

describe('the linter', () => {
  let folder: string;
  let found: Map<string, Set<string>>;

  beforeAll(async () => {
    const files = Object.entries(samples).map(([name, { text }]) => [pathOf(name), `${text}\n`] as const);
    folder = makeSampleFolder(new Map(files));
    copyFileSync(join(repository, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    found = await lint(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(samples))('catches the sample "%s"', (name, { rule }) => {
    expect([...(found.get(pathOf(name)) ?? [])]).toContain(rule);
  });
});

/** The rules broken by each file. */
async function lint(folder: string): Promise<Map<string, Set<string>>> {
  const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint');
  const text = await new Promise<string>((resolve) => {
    execFile(process.execPath, [oxlint, '--format', 'json'], { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(text) as { diagnostics: { code: string; filename: string }[] };
  const found = new Map<string, Set<string>>();
  for (const { code, filename } of diagnostics) found.set(filename, (found.get(filename) ?? new Set()).add(code));
  return found;
}
