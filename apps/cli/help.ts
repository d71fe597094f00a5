import type { Command, CommandOption } from './command.js';
import { everywhere } from './parse.js';

const program = 'npm run cli --';

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => line(command).length));
  return [
    `Usage: ${program} <command> [--json]`,
    '',
    ...commands.map((command) => `  ${line(command).padEnd(width)}  ${command.summary}`),
    '',
    'It uses the settings of the server (DATA_DIR, or DATABASE_URL), while that runs and while it does not.',
    `More of one command: ${program} <command> --help`,
    'Exit code: 0 done, 1 refused or differences found, 2 wrong usage.',
  ].join('\n');
}

export function details(command: Command): string {
  const options = Object.entries({ ...command.options, ...everywhere });
  const width = Math.max(...options.map(([name, option]) => flag(name, option).length));
  return [
    `Usage: ${program} ${line(command)}${options.map(([name, option]) => inUsage(name, option)).join('')}`,
    '',
    command.summary,
    '',
    ...options.map(([name, option]) => `  ${flag(name, option).padEnd(width)}  ${option.about}`),
  ].join('\n');
}

const line = ({ name, args = [], optionalArg }: Command): string =>
  [name, ...args.map((arg) => `<${arg}>`), ...(optionalArg === undefined ? [] : [`[<${optionalArg}>]`])].join(' ');
const flag = (name: string, { value }: CommandOption): string => `--${name}${value ? ` ${value}` : ''}`;
const inUsage = (name: string, option: CommandOption): string =>
  option.required ? ` ${flag(name, option)}` : ` [${flag(name, option)}]`;
