import type { CallFrame, CpuProfile } from '../../bench/profile/cpu-profile.js';
import { flameGraph } from '../../bench/profile/flame-graph.js';
import { type Flame, mergeStacks } from '../../bench/profile/flames.js';
import type { Place } from '../../bench/profile/places.js';
import { sharesOf, table } from '../../bench/profile/shares.js';
import { elementsOf, textsOf } from './well-formed.js';

const frame = (functionName: string, url = 'own'): CallFrame => ({
  ...{ functionName, url, scriptId: '7' },
  ...{ lineNumber: 4, columnNumber: 2 },
});
const placeOf = ({ url, functionName }: CallFrame): Place =>
  url === 'own'
    ? { kind: 'own', room: 'libs/a', at: `libs/a/${functionName}.ts:5` }
    : { kind: 'native', room: url, at: '' };

/** main calls read twice, from different lines, and so it stands there twice; each sample is 1 ms after the other. */
const profile = (samples: readonly number[]): CpuProfile => ({
  nodes: [
    { id: 1, callFrame: frame('(root)', ''), children: [2, 5, 6] },
    { id: 2, callFrame: frame('main'), children: [3, 4] },
    { id: 3, callFrame: frame('read') },
    { id: 4, callFrame: frame('read') },
    { id: 5, callFrame: frame('(idle)', '') },
    { id: 6, callFrame: frame('(garbage collector)', 'gc') },
  ],
  samples: [...samples, 5],
  timeDeltas: [0, ...samples.map(() => 1_000)],
});
const drawn = (root: Flame) => flameGraph(root, sharesOf(root), { heading: 'a & b', lines: ['<one>'] });

describe('stacks of a profile', () => {
  it('are one where they are the same, in however many profiles', () => {
    const { root, samples } = mergeStacks([profile([2, 3, 4, 4]), profile([3, 6])], placeOf);
    expect(root).toMatchObject({ name: 'all', self: 0, total: 6_000 });
    expect(root.children.map(({ name, self, total }) => [name, self, total])).toEqual([
      ['main', 1_000, 5_000],
      ['garbage collection', 1_000, 1_000],
    ]);
    expect(root.children[0]!.children.map(({ name, self, total }) => [name, self, total])).toEqual([
      ['read', 4_000, 4_000],
    ]);
    expect(samples).toBe(8);
  });

  it('leave out the time in which there is nothing to do', () => {
    const { root, idle } = mergeStacks([profile([2, 5, 5, 3])], placeOf);
    expect({ total: root.total, idle }).toEqual({ total: 2_000, idle: 2_000 });
  });

  it('call a function without a name by its place', () => {
    const named = (at: string): CallFrame => ({ ...frame(''), url: at });
    const nodes = [
      { id: 1, callFrame: frame('(root)', ''), children: [2] },
      { id: 2, callFrame: named('x') },
    ];
    const place: Place = { kind: 'own', room: 'libs/a', at: 'libs/a/gate.ts:96' };
    const { root } = mergeStacks([{ nodes, samples: [2, 2], timeDeltas: [0, 10] }], () => place);
    expect(root.children.map(({ name }) => name)).toEqual(['gate.ts:96']);
  });
});

describe('shares', () => {
  it('count what stands in its own stack once', () => {
    const again = (self: number, ...children: Flame[]): Flame => ({
      ...{ name: 'again', place: placeOf(frame('again')), self, children },
      total: children.reduce((sum, { total }) => sum + total, self),
    });
    const root: Flame = { ...again(0, again(1, again(3))), name: 'all', place: { kind: 'native', room: '', at: '' } };
    const { functions, rooms, kinds } = sharesOf(root);
    expect(functions).toEqual([{ name: 'again  libs/a/again.ts:5', self: 1, total: 1 }]);
    expect(rooms).toEqual([{ name: 'libs/a', self: 1, total: 1 }]);
    expect(kinds).toEqual({ own: 1, library: 0, node: 0, native: 0 });
  });

  it('are a table with what takes longest first', () => {
    const lines = table(sharesOf(mergeStacks([profile([2, 3, 4, 6])], placeOf).root)).split('\n');
    expect(lines.slice(1, 4)).toEqual([
      '   50.0 %  50.0 %  read  libs/a/read.ts:5',
      '   25.0 %  75.0 %  main  libs/a/main.ts:5',
      '   25.0 %  25.0 %  garbage collection',
    ]);
  });
});

describe('a flame graph', () => {
  it('is well-formed, whatever functions are called', () => {
    const odd = profile([2, 3]);
    const nodes = odd.nodes.map((node) =>
      node.id === 2 ? { ...node, callFrame: frame('get <"a" & b>\u0000') } : node,
    );
    const svg = drawn(mergeStacks([{ ...odd, nodes }], placeOf).root);
    expect(elementsOf(svg)[0]).toMatchObject({ name: 'svg', attributes: { xmlns: 'http://www.w3.org/2000/svg' } });
    expect(textsOf(svg, 'title')).toContain('get <"a" & b>\ufffd\nlibs/a/get <"a" & b>\ufffd.ts:5\n100.0 %');
    expect(textsOf(svg, 'text')).toEqual(expect.arrayContaining(['a & b', '<one>']));
  });

  it('gives each call its share of the width, within that of its caller', () => {
    const boxes = elementsOf(drawn(mergeStacks([profile([2, 3, 4, 6])], placeOf).root))
      .filter(({ name, attributes }) => name === 'svg' && attributes['class'] === 'flame')
      .map(({ attributes: { x, y, width } }) => ({ x: Number(x), y: Number(y), width: Number(width) }));
    const [all, main, read, collection] = boxes as [Box, Box, Box, Box];
    expect(main.width + collection.width).toBeCloseTo(all.width);
    expect(read.width).toBeCloseTo(all.width / 2);
    expect(read.y).toBeGreaterThan(main.y);
    expect(collection).toMatchObject({ y: main.y, x: main.x + main.width });
    expect(boxes).toHaveLength(4);
  });

  it('shortens a name that is wider than its box', () => {
    const long = profile([2, ...Array<number>(20).fill(6)]);
    const nodes = long.nodes.map((node) => (node.id === 2 ? { ...node, callFrame: frame('m'.repeat(80)) } : node));
    const svg = drawn(mergeStacks([{ ...long, nodes }], placeOf).root);
    expect(textsOf(svg, 'text')).toContainEqual(expect.stringMatching(/^m{3,15}…$/));
  });
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
