import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Command, type CommandOption, type Given, UsageError } from './command.js';

export const everywhere: Readonly<Record<string, CommandOption>> = {
  json: { type: 'boolean', about: 'One JSON document on standard output.' },
  help: { type: 'boolean', about: 'Show this.' },
};

export interface Parsed {
  /** None: help was asked for, or what is there is no command. */
  readonly command?: Command;
  readonly given: Given;
  readonly json: boolean;
  readonly help: boolean;
  /** What was given where a command's name belongs. */
  readonly words: readonly string[];
}

/** Throws UsageError. */
export function parse(argv: readonly string[], commands: readonly Command[]): Parsed {
  const words = wordsOf(argv, commands).slice(0, 2);
  const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
  if (!command) {
    const json = argv.includes('--json');
    const help = argv.includes('--help') || argv.includes('-h') || argv.length === 0;
    return { given: { args: [], options: {} }, json, help, words };
  }
  const { values, positionals } = read(argv, { ...command.options, ...everywhere });
  const args = positionals.slice(command.name.split(' ').length);
  const help = values['help'] === true;
  if (!help) check(command, { args, options: values });
  return { command, given: { args, options: values }, json: values['json'] === true, help, words };
}

/** What is neither an option nor its value. Before the command is known: an option is of one type in all of them. */
function wordsOf(argv: readonly string[], commands: readonly Command[]): string[] {
  const ofAll = [everywhere, ...commands.map(({ options = {} }) => options)].flatMap((options) =>
    Object.entries(options),
  );
  const options = configOf(Object.fromEntries(ofAll));
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: false }).positionals;
}

function configOf(options: Readonly<Record<string, CommandOption>>): ParseArgsConfig['options'] {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type }]) => [name, { type, ...(name === 'help' && { short: 'h' }) }]),
  );
}

function read(argv: readonly string[], options: Readonly<Record<string, CommandOption>>) {
  try {
    const config = configOf(options);
    const { values, positionals } = parseArgs({ args: [...argv], options: config, allowPositionals: true });
    return { values: values as Given['options'], positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function check({ args: wanted = [], optionalArg, options = {} }: Command, given: Given): void {
  const most = wanted.length + (optionalArg === undefined ? 0 : 1);
  if (given.args.length < wanted.length) throw new UsageError(`<${wanted[given.args.length]}> is missing.`);
  if (given.args.length > most) throw new UsageError(`"${given.args[most]}" is one word too many.`);
  for (const [name, { required }] of Object.entries(options)) {
    if (required && !given.options[name]) throw new UsageError(`--${name} is missing.`);
  }
}
