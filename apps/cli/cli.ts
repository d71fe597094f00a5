import { ConfigError, loadConfig, StartError } from '#kernel/config';
import { EmbeddedPostgresError } from '#kernel/embedded-postgres';
import { AppError } from '#kernel/http';
import { type Command, type Given, type Terminal, UsageError } from './command.js';
import { commands } from './commands/index.js';
import { callCommand } from './program.js';
import { Progress } from './progress.js';
import { Deployment } from './workplace.js';

/** One command; answers the exit code. */
export async function runCli(argv: readonly string[], root: string, terminal: Terminal): Promise<number> {
  let code = 0;
  const work = async (command: Command, given: Given): Promise<void> => {
    code = await run(command, given, { root, terminal });
  };
  try {
    await callCommand(argv, commands, { terminal, work });
    return code;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const words = ['npm run cli --', ...(error.command ? [error.command] : []), '--help'];
    terminal.err(`${error.message}\nSee \`${words.join(' ')}\`.\n`);
    return 2;
  }
}

async function run(
  command: Command,
  given: Given,
  { root, terminal }: { root: string; terminal: Terminal },
): Promise<number> {
  const isJson = given.options['json'] === true;
  const progress = new Progress(terminal);
  let atExit = () => undefined as void;
  try {
    const deployment = new Deployment(loadConfig(), root, (text, share) => progress.tell(text, share));
    process.once('exit', (atExit = () => deployment.atExit()));
    const { json: document, text, differs } = await command.run(given, deployment);
    progress.clear();
    terminal.out(`${isJson ? JSON.stringify(document) : text}\n`);
    return differs ? 1 : 0;
  } catch (error) {
    progress.clear();
    return refuse(error, { command, isJson, terminal });
  } finally {
    process.off('exit', atExit);
  }
}

function refuse(
  error: unknown,
  { command, isJson, terminal }: { command: Command; isJson: boolean; terminal: Terminal },
): number {
  if (error instanceof UsageError) throw new UsageError(error.message, command.name);
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  if (isJson) terminal.out(`${JSON.stringify(refusal)}\n`);
  terminal.err(`${[refusal.title, ...refusal.fields].join('\n')}\n`);
  return 1;
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
