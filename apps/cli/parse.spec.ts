import type { Command } from './command.js';
import { commands } from './commands/index.js';
import { parse } from './parse.js';

const named = (...argv: string[]): string | undefined => parse(argv, commands).command?.name;

describe('a command line', () => {
  it.each([
    [['job', 'list', '--class', 'index'], 'job list'],
    [['job', '--class', 'index', 'list'], 'job list'],
    [['--class', 'index', 'job', 'list'], 'job list'],
    [['job', '--class=index', 'list', '--json'], 'job list'],
    [['--json', 'job', 'retry', '--all', '--tenant', 'tea'], 'job retry'],
    [['job', '--all', 'retry'], 'job retry'],
    [['--tenant', 'tea', 'doctor'], 'doctor'],
  ])('%j names its command wherever the values of its options are', (argv, name) => {
    expect(named(...argv)).toBe(name);
  });

  it('gives the command its arguments and options', () => {
    const { given, json } = parse(['--json', 'tenant', '--name', 'Tea', 'create', 'tea', '--owner', 'ada'], commands);
    expect([given, json]).toEqual([{ args: ['tea'], options: { json: true, name: 'Tea', owner: 'ada' } }, true]);
  });

  it('tells what was given in place of a command, without the values of options', () => {
    expect(parse(['job', '--class', 'index', 'lits'], commands)).toMatchObject({ words: ['job', 'lits'] });
    expect(named('job', '--class', 'index', 'lits')).toBeUndefined();
    expect(named('--unknown', 'job', 'lits')).toBeUndefined();
  });

  it('is clear before its command is known: an option takes a value in all commands or in none', () => {
    const types = new Map<string, string>();
    const other = (command: Command) =>
      Object.entries(command.options ?? {}).filter(([name, { type }]) => {
        const known = types.get(name) ?? type;
        types.set(name, known);
        return known !== type;
      });
    expect(commands.flatMap(other)).toEqual([]);
    expect(types.size).toBeGreaterThan(5);
  });
});
