import { parseArgs } from 'node:util';
import { Argument, Command as Word, CommanderError, Help, Option } from 'commander';
import { type Command, type CommandOption, type Given, type Terminal, UsageError } from './command.js';

const called = 'npm run cli --';
/** Where nobody looks at columns: wide enough for most lines. */
const plainWidth = 120;

/** What every command understands besides its own. `--help` is commander's. */
const everywhere: Readonly<Record<string, CommandOption>> = {
  json: { type: 'boolean', about: 'One JSON document on standard output.' },
};

export type Work = (command: Command, given: Given) => Promise<void>;

/** Runs `work` for the command that is named, or shows help. Throws UsageError. */
export async function callCommand(
  argv: readonly string[],
  commands: readonly Command[],
  { terminal, work }: { terminal: Terminal; work: Work },
): Promise<void> {
  const words = argv.length === 0 ? ['--help'] : wordsFirst(argv, commands);
  try {
    await programOf(commands, terminal, work).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // otherwise help was asked for, and is shown
  }
}

function programOf(commands: readonly Command[], terminal: Terminal, work: Work): Word {
  const program = new OverviewWord(called);
  const width = (): number => terminal.columns ?? plainWidth;
  program
    .helpCommand(false)
    .helpOption('-h, --help', 'Show this.')
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: () => undefined, // it is in the UsageError
      getOutHelpWidth: width,
      getErrHelpWidth: width,
    });
  program.usage('<command> [--json]').addHelpText(
    'after',
    `
It uses the settings of the server (DATA_DIR, or DATABASE_URL), while that runs and while it does not.
More of one command: ${called} <command> --help
Exit code: 0 done, 1 refused or differences found, 2 wrong usage.`,
  );
  refuseAsUsage(program, '');
  for (const command of commands) define(wordFor(program, command.name), command, work);
  return program;
}

/** The last of its words, below the ones before it. */
function wordFor(program: Word, name: string): Word {
  let [word, path] = [program, ''];
  for (const next of name.split(' ')) {
    path = `${path} ${next}`.trimStart();
    const known = word.commands.find((one) => one.name() === next);
    word = known ?? refuseAsUsage(word.command(next).usage('<verb>'), path);
  }
  return word;
}

/** Commander would end the process, with code 1. */
function refuseAsUsage(word: Word, path: string): Word {
  return word.exitOverride((error) => {
    if (error.exitCode === 0) throw error;
    const isUnfinished = error.code === 'commander.help';
    throw new UsageError(isUnfinished ? `"${path}" is not all: which of these?` : sentenceOf(error), path);
  });
}

function sentenceOf({ message }: CommanderError): string {
  const text = message.replace(/^error: /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function define(word: Word, command: Command, work: Work): void {
  const { name, summary, args = [], optionalArg, options = {} } = command;
  for (const arg of args) word.addArgument(new Argument(`<${arg}>`));
  if (optionalArg !== undefined) word.addArgument(new Argument(`[${optionalArg}]`));
  const all = Object.entries({ ...options, ...everywhere }).map(([key, option]) => optionOf(key, option));
  for (const option of all) word.addOption(option);
  const needed = Object.entries(options).flatMap(([key, option]) => (option.required ? [flagOf(key, option)] : []));
  word.description(summary).usage([...word.registeredArguments.map(termOf), ...needed, '[options]'].join(' '));
  word.action(async () => {
    const given = { args: word.args, options: valuesOf(word, all) };
    const missing = Object.keys(options).find((key) => options[key]!.required && !given.options[key]);
    if (missing !== undefined) throw new UsageError(`--${missing} is missing.`, name);
    await work(command, given);
  });
}

/** Of the options that are given, by their names as they are declared. */
function valuesOf(word: Word, options: readonly Option[]): Given['options'] {
  const values = options.map((option) => [option.name(), word.getOptionValue(option.attributeName()) as unknown]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Given['options'];
}

const termOf = (argument: Argument): string => (argument.required ? `<${argument.name()}>` : `[<${argument.name()}>]`);
const flagOf = (key: string, { type, value = '<value>' }: CommandOption): string =>
  type === 'boolean' ? `--${key}` : `--${key} ${value}`;
const optionOf = (key: string, option: CommandOption): Option => new Option(flagOf(key, option), option.about);

/** Shows every command there is below it in one list. */
class OverviewWord extends Word {
  override createCommand(name?: string): Word {
    return new OverviewWord(name);
  }

  override createHelp(): Help {
    return Object.assign(new OverviewHelp(), this.configureHelp());
  }
}

class OverviewHelp extends Help {
  private isShown = false;

  override prepareContext(context: Parameters<Help['prepareContext']>[0]): void {
    this.isShown = true; // the same is asked, one level at a time, for what somebody may have meant
    super.prepareContext(context);
  }

  override visibleCommands(word: Word): Word[] {
    return this.isShown ? word.commands.flatMap((one) => commandsOf(one)) : super.visibleCommands(word);
  }

  override subcommandTerm(word: Word): string {
    return [...pathOf(word), ...word.registeredArguments.map(termOf)].join(' ');
  }

  override visibleOptions(word: Word): Option[] {
    return word.commands.length > 0 ? [] : [...super.visibleOptions(word)];
  }
}

const commandsOf = (word: Word): Word[] => [
  ...(word.description() === '' ? [] : [word]),
  ...word.commands.flatMap((one) => commandsOf(one)),
];
const pathOf = (word: Word): string[] => (word.parent ? [...pathOf(word.parent), word.name()] : []);

/**
 * Options may stand anywhere, also before the command. It is not known then, so an option is of one type in all of them.
 * A value that looks like an option is one whose value was forgotten.
 */
function wordsFirst(argv: readonly string[], commands: readonly Command[]): string[] {
  const all = [everywhere, ...commands.map(({ options = {} }) => options)].flatMap((options) =>
    Object.entries(options),
  );
  const options = Object.fromEntries(all.map(([key, { type }]) => [key, { type }]));
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  const isWord = new Set<number>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') break;
    if (token.kind === 'positional') isWord.add(token.index);
    else if (token.inlineValue === false && /^-./.test(token.value)) {
      throw new UsageError(`${token.rawName} has no value. One that begins with - is given as ${token.rawName}=-…`);
    }
  }
  return [...argv.filter((_, index) => isWord.has(index)), ...argv.filter((_, index) => !isWord.has(index))];
}
