import { ConfigError, loadConfig, StartError } from '#kernel/config';
import { EmbeddedPostgresError } from '#kernel/embedded-postgres';
import { AppError } from '#kernel/http';
import { type Outcome, UsageError, type Workplace } from './command.js';
import { commands } from './commands/index.js';
import { details, overview } from './help.js';
import { parse, type Parsed } from './parse.js';
import { Deployment } from './workplace.js';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** One command; answers the exit code. */
export async function runCli(argv: readonly string[], root: string, terminal: Terminal): Promise<number> {
  try {
    const parsed = parse(argv, commands);
    if (parsed.help) return showHelp(parsed, terminal);
    const { command } = parsed;
    if (!command) throw new UsageError(`There is no command "${parsed.words.join(' ')}".`);
    return await work(parsed, terminal, (workplace) => command.run(parsed.given, workplace), root);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`${error.message}\nSee \`npm run cli -- --help\`.\n`);
    return 2;
  }
}

function showHelp({ command, words: [noun] }: Parsed, terminal: Terminal): number {
  const ofNoun = commands.filter(({ name }) => name.split(' ')[0] === noun);
  terminal.out(`${command ? details(command) : overview(ofNoun.length > 0 ? ofNoun : commands)}\n`);
  return 0;
}

async function work(
  { json }: Parsed,
  terminal: Terminal,
  run: (workplace: Workplace) => Promise<Outcome>,
  root: string,
): Promise<number> {
  let atExit = () => undefined as void;
  try {
    const deployment = new Deployment(loadConfig(), root, (text) => terminal.err(`${text}\n`));
    process.once('exit', (atExit = () => deployment.atExit()));
    const { json: document, text, differs } = await run(deployment);
    terminal.out(`${json ? JSON.stringify(document) : text}\n`);
    return differs ? 1 : 0;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    if (json) terminal.out(`${JSON.stringify(refusal)}\n`);
    terminal.err(`${[refusal.title, ...refusal.fields].join('\n')}\n`);
    return 1;
  } finally {
    process.off('exit', atExit);
  }
}

/** What a person can act on; anything else is a bug. */
function refusalOf(error: unknown): { error: string; title: string; fields: string[] } | null {
  if (error instanceof AppError) {
    const fields = (error.details['fields'] ?? []) as string[];
    return {
      error: error.code,
      title: error.message,
      fields: fields.filter((field) => !field.endsWith(error.message)),
    };
  }
  const known = [ConfigError, StartError, EmbeddedPostgresError].some((type) => error instanceof type);
  return known ? { error: 'not-started', title: (error as Error).message, fields: [] } : null;
}
