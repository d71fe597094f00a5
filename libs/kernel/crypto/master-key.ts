import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** All keys of a deployment are derived from this one. */
export class MasterKey {
  private constructor(private readonly secret: Buffer) {}

  /** From the setting, or from the data folder, where it is made at the first start. */
  static async load(config: { secretKey?: string; dataDir: string }): Promise<MasterKey> {
    return new MasterKey(Buffer.from(config.secretKey ?? (await keptIn(config.dataDir)), 'utf8'));
  }

  /** A key for one purpose, and one tenant where one is named. Pure: the same key each time, on every process. */
  derive(purpose: string, tenant?: number): KeyObject {
    const info = tenant === undefined ? purpose : `${purpose}:${tenant}`;
    return createSecretKey(Buffer.from(hkdfSync('sha256', this.secret, 'paopao-cloud', info, 32)));
  }

  /** A secret that can be made again from what it is for, such as the link of an invitation. */
  token(purpose: string, of: string): string {
    return createHmac('sha256', this.derive(purpose)).update(of).digest('base64url');
  }

  /** Tells one key from another without giving anything of it away. */
  get fingerprint(): string {
    return createHash('sha256').update(this.derive('fingerprint').export()).digest('hex').slice(0, 32);
  }
}

async function keptIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret-key');
  const kept = await read(file);
  if (kept) return kept;
  await mkdir(dataDir, { recursive: true });
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(own, file); // of two first starts at once, one key wins
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(own, { force: true });
  }
  return (await read(file))!;
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
