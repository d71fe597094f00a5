import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { standings } from '#kernel/tenancy';

const page = readFileSync(join(__dirname, '../../docs/life-cycle.md'), 'utf8');
const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const spoken = (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'yes' : 'no');

describe('the page about the life of a community', () => {
  it('has the table of states and surfaces as the product goes by it', () => {
    const lines = page.split('\n');
    const from = lines.findIndex((line) => line.startsWith('| state | pages |'));
    const [, ...surfaces] = cells(lines[from]!);
    const end = lines.indexOf('', from);
    const shown = lines.slice(from + 2, end).map(cells);
    const expected = Object.entries(standings).map(([state, standing]) => [
      `\`${state}\``,
      ...surfaces.map((surface) => spoken(standing[surface as keyof typeof standing])),
    ]);
    expect(shown).toEqual(expected);
    expect(surfaces.toSorted()).toEqual(Object.keys(standings.active).toSorted());
  });

  it('names every state, and how it comes to be', () => {
    const lines = page.split('\n');
    const from = lines.findIndex((line) => line.startsWith('| state | how'));
    const named = lines.slice(from + 2, lines.indexOf('', from)).map((line) => cells(line)[0]);
    expect(named).toEqual(Object.keys(standings).map((state) => `\`${state}\``));
  });
});
