import type { Command, Given } from './command.js';
import { UsageError } from './command.js';
import { commands } from './commands/index.js';
import { callCommand } from './program.js';

interface Called {
  name?: string;
  given?: Given;
  out: string;
  err: string;
}

async function call(all: readonly Command[], argv: readonly string[], columns?: number): Promise<Called> {
  const called: Called = { out: '', err: '' };
  const terminal = {
    out: (text: string) => void (called.out += text),
    err: (text: string) => void (called.err += text),
    ...(columns !== undefined && { columns }),
  };
  const work = async ({ name }: Command, given: Given) => void Object.assign(called, { name, given });
  await callCommand(argv, all, { terminal, work });
  return called;
}
const named = async (...argv: string[]) => (await call(commands, argv)).name;
const refused = (...argv: string[]): Promise<UsageError> =>
  call(commands, argv).then(
    ({ name }) => {
      throw new Error(`${argv.join(' ')} was understood as ${name}.`);
    },
    (error: unknown) => {
      if (error instanceof UsageError) return error;
      throw error;
    },
  );

describe('a command line', () => {
  it.each([
    [['job', 'list', '--class', 'index'], 'job list'],
    [['job', '--class', 'index', 'list'], 'job list'],
    [['--class', 'index', 'job', 'list'], 'job list'],
    [['job', '--class=index', 'list', '--json'], 'job list'],
    [['--json', 'job', 'retry', '--all', '--tenant', 'tea'], 'job retry'],
    [['job', '--all', 'retry'], 'job retry'],
    [['--tenant', 'tea', 'doctor'], 'doctor'],
  ])('%j names its command wherever the values of its options are', async (argv, name) => {
    expect(await named(...argv)).toBe(name);
  });

  it('gives the command its arguments and options', async () => {
    const { given } = await call(commands, ['--json', 'tenant', '--name', 'Tea', 'create', 'tea', '--owner', 'ada']);
    expect(given).toEqual({ args: ['tea'], options: { json: true, name: 'Tea', owner: 'ada' } });
    expect((await call(commands, ['reconcile'])).given).toEqual({ args: [], options: {} });
    expect((await call(commands, ['job', 'drop', '--', '-7'])).given?.args).toEqual(['-7']);
    expect((await call(commands, ['tenant', 'list', '--q=-x'])).given?.options).toEqual({ q: '-x' });
  });

  it.each([
    [['job', '--class', 'index', 'lits'], /^Unknown command 'lits'\n\(Did you mean list\?\)$/, 'job'],
    [['--unknown', 'job', 'lits'], /^Unknown command 'lits'/, 'job'],
    [['tenat', 'list'], /\(Did you mean tenant\?\)$/, ''],
    [['tenant', 'list', '--stat', 'active'], /\(Did you mean --state\?\)$/, 'tenant list'],
    [['tenant', 'create', 'tea', '--nme', 'Tea', '--owner', 'ada'], /\(Did you mean --name\?\)$/, 'tenant create'],
    [['tenant', 'create', 'tea', '--name', 'Tea'], /^--owner is missing\.$/, 'tenant create'],
    [['tenant', 'create', 'tea', '--name', 'Tea', '--owner='], /^--owner is missing\.$/, 'tenant create'],
    [['tenant', 'show'], /^Missing required argument 'slug'$/, 'tenant show'],
    [['tenant', 'show', 'a', 'b'], /^Too many arguments/, 'tenant show'],
    [['tenant', 'list', '--q'], /argument missing$/, 'tenant list'],
    [['tenant', 'list', '--q', '--json'], /^--q has no value\. .*--q=-/, undefined],
    [['tenant'], /^"tenant" is not all/, 'tenant'],
    [['tenant', '--json'], /Unknown option '--json'/, 'tenant'],
    [['--json'], /Unknown option '--json'/, ''],
    [['doctor', 'tea'], /^Too many arguments/, 'doctor'],
  ])('%j is refused with what is wrong, and with whose help says more', async (argv, message, command) => {
    const error = await refused(...argv);
    expect(error.message).toMatch(message);
    expect(error.command).toBe(command);
  });

  it('shows help in three levels, and calls nothing', async () => {
    const [all, noun, verb] = await Promise.all([
      call(commands, ['--help']),
      call(commands, ['tenant', '--help']),
      call(commands, ['tenant', 'create', '--json', '-h']),
    ]);
    expect([all.name, noun.name, verb.name]).toEqual([undefined, undefined, undefined]);
    expect([all.err, noun.err, verb.err]).toEqual(['', '', '']);
    for (const { name, summary } of commands) {
      expect(all.out).toContain(`\n  ${name}`);
      expect(all.out.replace(/\s+/g, ' ')).toContain(summary.replace(/\s+/g, ' '));
      expect(noun.out.includes(`\n  ${name}`)).toBe(name.startsWith('tenant '));
    }
    expect(all.out).toContain('Exit code: 0 done, 1 refused or differences found, 2 wrong usage.');
    expect(verb.out).toMatch(
      /^Usage: npm run cli -- tenant create <slug> --name <name> --owner <username> \[options\]/,
    );
    expect(verb.out).toMatch(/\n +--json +One JSON document/);
    expect((await call(commands, [])).out).toBe(all.out);
  });

  it('breaks help where the terminal ends', async () => {
    const widest = async (columns?: number) =>
      Math.max(...(await call(commands, ['tenant', '--help'], columns)).out.split('\n').map((line) => line.length));
    expect(await widest(90)).toBeLessThanOrEqual(90);
    expect(await widest()).toBeGreaterThan(90);
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

  it('has words that commander does not understand otherwise', () => {
    for (const { name, args = [], options = {} } of commands) {
      expect(name).toMatch(/^[a-z]+( [a-z]+)*$/);
      for (const arg of args) expect(arg).toMatch(/^[a-z][a-z-]*$/);
      for (const option of Object.keys(options)) expect(option).toMatch(/^(?!no-)[a-z][a-z-]*$/);
    }
  });
});
