import { statSync } from 'node:fs';
import { run, type Account } from './command.js';
import { EmbeddedPostgresError } from './errors.js';

const userName = 'postgres';

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL refuses to run as root: there it runs as the user `postgres`. Else as who we are. */
export async function serverAccount(): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const known = await lookUp();
  if (known) return known;
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  const made = await run({ program: 'useradd', args: ['--system', '--user-group', ...home, userName] });
  return (await lookUp()) ?? refuse(made.output);
}

/** The account of a cluster that exists: its owner, whoever started it first. */
export function ownerOf(folder: string): Account | undefined {
  if (!isRoot()) return undefined;
  const { uid, gid } = statSync(folder);
  if (uid === 0)
    throw new EmbeddedPostgresError(`The database folder ${folder} belongs to root, as whom PostgreSQL does not run.`);
  return { uid, gid };
}

export async function canWorkIn(folder: string, as: Account | undefined): Promise<boolean> {
  const { code } = await run({ program: '/bin/sh', args: ['-c', 'cd -- "$1" 2>/dev/null', 'sh', folder], as });
  return code === 0;
}

async function lookUp(): Promise<Account | null> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run({ program: 'id', args: [flag, userName] })));
  return uid?.code === 0 && gid?.code === 0 ? { uid: Number(uid.output), gid: Number(gid.output) } : null;
}

function refuse(reason: string): never {
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root and the user ${userName} could not be made (${oneLine(reason)}): make it, or start as another user.`,
  );
}

function oneLine(text: string): string {
  return text.split('\n')[0]!.slice(0, 200);
}
