import { rmSync } from 'node:fs';
import { cruise, repository, type Cruise, type Violation } from './cruise.js';
import { expectedViolations, importSamples } from './import-samples.js';
import { roomCircles } from './room-graph.js';
import { filesOf, makeSampleFolder } from './sample-folder.js';
import { sourceFiles } from './source-files.js';

const line = ({ rule, from, to }: Violation) => `${rule}: ${from} -> ${to}`;

describe('the imports of this repository', () => {
  let found: Cruise;
  beforeAll(async () => {
    found = await cruise(repository);
  }, 120_000);

  it('were all read', () => {
    const read = found.modules.map(({ source }) => source).sort();
    expect(read.length).toBeGreaterThan(0);
    expect(read).toEqual(sourceFiles(repository));
  });

  it('break no rule', () => {
    expect(found.violations.map(line)).toEqual([]);
  });

  it('make no circle between rooms', () => {
    expect(roomCircles(found.modules)).toEqual([]);
  });
});

describe('the import rules', () => {
  let folder: string;
  let found: Cruise;
  beforeAll(async () => {
    folder = makeSampleFolder(filesOf(importSamples));
    found = await cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('have a sample violation each', () => {
    const sampled = new Set(expectedViolations.map(({ rule }) => rule));
    expect(found.rules.filter((rule) => !sampled.has(rule))).toEqual([]);
  });

  it('catch every sample violation by name, and nothing else', () => {
    expect(found.violations.map(line).sort()).toEqual(expectedViolations.map(line).sort());
  });

  it('find the circle between rooms that no file closes', () => {
    const platform = found.modules.filter(({ source }) => source.startsWith('libs/platform/'));
    expect(roomCircles(platform)).toEqual([['platform/audit', 'platform/metering']]);
  });
});
