import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from '../../bench/line.js';
import { chart } from '../../bench/results/chart.js';
import { type Conditions, conditionsOf, outputFolder } from '../../bench/results/conditions.js';
import { kindOf, verdictOf } from '../../bench/results/kinds.js';
import { Results } from '../../bench/results/results.js';
import { elementsOf, textsOf } from './well-formed.js';

const conditions: Conditions = {
  ...{ date: '2026-11-23T11:00:00.000Z', commit: 'abc1234', changed: false, node: '20.20.2', postgres: '18.4' },
  ...{ load: 'wrk', machine: { processors: 2, model: 'A & B', memory_gb: 8, system: 'Linux' } },
};
const warm: Line = {
  ...{ measure: 'timeline_guest_warm', value: 38_054, unit: 'req/s', ratio_to: 'fastify_same_bytes', ratio: 0.7 },
  ...{ bar: 0.6, holds: true, spread: 0.2, errors: 0 },
};
const weight: Line = { measure: 'page_weight', value: 70_000, unit: 'bytes', bar: 61_440, holds: false, errors: 0 };

describe('the verdict on a line', () => {
  it('is about its ratio, of which rates want more', () => {
    expect(verdictOf(warm)).toEqual({
      ...{ figure: 0.7, of: 'ratio to fastify_same_bytes', bar: 0.6 },
      ...{ atLeast: true, holds: true },
    });
  });

  it('is about its value, of which all else wants less', () => {
    expect(verdictOf(weight)).toMatchObject({ figure: 70_000, of: 'bytes', atLeast: false, holds: false });
  });

  it('is about how slow the slowest are, where that is what it says', () => {
    const mix: Line = {
      measure: 'scenario_mix',
      value: 900,
      unit: 'req/s',
      p99_to_p50: 5,
      bar: 6,
      holds: true,
      errors: 0,
    };
    expect(verdictOf(mix)).toMatchObject({ figure: 5, atLeast: false, holds: true });
  });

  it('is against one with errors, and none where no bar is set', () => {
    expect(verdictOf({ ...warm, errors: 1 })).toMatchObject({ holds: false });
    expect(verdictOf({ measure: 'login', value: 100, unit: 'req/s', errors: 0 })).toBeNull();
  });
});

describe('the results of a run', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'results-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are in a file that says where and when they were taken, after each line', () => {
    const folder = outputFolder(root, new Date('2026-11-23T11:00:07.123Z'));
    expect(folder).toBe(join(root, 'build/bench/2026-11-23T11-00-07Z'));
    const results = new Results(folder, { ...conditions, postgres: null }, () => '18.4');
    expect(results.isEmpty).toBe(true);
    results.add(warm);
    results.add({ ...warm, errors: 2 });
    const [json, svg] = results.files;
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual({
      ...conditions,
      lines: [warm, { ...warm, errors: 2, holds: false }],
    });
    expect(readFileSync(svg, 'utf8')).toContain('1 of 2 bars hold');
  });

  it('say of which machine and commit they are', () => {
    const begun = new Date();
    expect(conditionsOf(root, begun, 'wrk')).toMatchObject({
      ...{ date: begun.toISOString(), commit: null, changed: false, node: process.versions.node, load: 'wrk' },
      machine: { processors: expect.any(Number), model: expect.any(String) },
    });
  });
});

describe('the picture of results', () => {
  it('is well-formed, and says in words and by form what holds', () => {
    const svg = chart(conditions, [warm, weight, { ...warm, measure: 'post_detail', ratio: 2, bar: 0.4 }]);
    const elements = elementsOf(svg);
    expect(textsOf(svg, 'text')).toEqual(
      expect.arrayContaining(['2 of 3 bars hold', 'does not hold', '✕', '2 × A & B, 8 GB, Linux']),
    );
    const bars = elements.filter(({ attributes: { fill, class: of, x } }) => x === '330' && (fill || of === 'holds'));
    expect(bars.map(({ attributes }) => [Number(attributes['width']), attributes['fill']])).toEqual([
      [221.67, undefined], // 0.7 of 0.6, where the bar is at 190
      [380, undefined],
      [216.47, 'url(#gaps)'],
    ]);
    expect(elements.filter(({ name }) => name === 'path')).toHaveLength(1); // the second goes on
  });

  it('has a row with the figures of each line, those of a kind together', () => {
    const login: Line = { measure: 'login', value: 104, unit: 'req/s', p99_ms: 571.73, errors: 3 };
    const texts = textsOf(chart(conditions, [login, warm]), 'text');
    const names = texts.slice(texts.indexOf('all figures')).filter((text) => /^[a-z]+_|^login/.test(text));
    expect(names).toEqual(['timeline_guest_warm', 'login']);
    expect(texts).toEqual(expect.arrayContaining(['38,054', '▲', '572', '3']));
  });

  it('can be drawn of lines without a bar, and of kinds that nobody knows', () => {
    const svg = chart({ ...conditions, commit: null, postgres: null }, [
      { measure: 'new<1>', value: 1, unit: '', errors: 0 },
    ]);
    elementsOf(svg);
    expect(kindOf('new<1>')).toBe('other');
    expect(textsOf(svg, 'text')).toEqual(expect.arrayContaining(['no bar is set', 'new<1>']));
  });
});
