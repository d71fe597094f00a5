import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './cruise.js';
import { sourceFiles } from './source-files.js';
import { findBreaches, mayPutOff, textRules } from './text-rules.js';
import { textSamples } from './text-samples.js';

describe('the source text of this repository', () => {
  it('breaks no rule', () => {
    const files = sourceFiles(repository);
    expect(files.length).toBeGreaterThan(0);
    const breaches = files.flatMap((path) => findBreaches(path, readFileSync(join(repository, path), 'utf8')));
    expect(breaches.map(({ rule, path, line }) => `${rule}: ${path}:${line}`)).toEqual([]);
  });
});

describe('the rules of source text', () => {
  it.each(Object.keys(mayPutOff))('would be broken by %s, which is allowed to', (path) => {
    const text = readFileSync(join(repository, path), 'utf8');
    const breaches = findBreaches(path.replace(/[^/]+$/, 'another.ts'), text);
    expect(breaches.map(({ rule }) => rule)).toContain('side-effects-only-as-tasks');
  });

  it('have a sample violation each', () => {
    const sampled = new Set(textSamples.flatMap(({ breaks }) => breaks));
    expect(textRules.map(({ name }) => name).filter((name) => !sampled.has(name))).toEqual([]);
  });

  it.each(textSamples)('$breaks: $path $text', ({ path, text, breaks }) => {
    expect(findBreaches(path, text).map(({ rule }) => rule)).toEqual(breaks);
  });
});
