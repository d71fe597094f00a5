import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, recordOf, type ProcessRecord } from './processes.js';

/** Who uses the server now, so that a short command beside it does not stop it under the others. */
export class Holder {
  private constructor(
    private readonly folder: string,
    private readonly file: string,
  ) {}

  static enter(folder: string): Holder {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${process.pid}-${randomBytes(6).toString('hex')}`);
    writeFileSync(file, JSON.stringify(recordOf(process.pid)));
    return new Holder(folder, file);
  }

  /** Answers whether nobody is left. */
  leave(): boolean {
    rmSync(this.file, { force: true });
    const others = readdirSync(this.folder).map((name) => join(this.folder, name));
    const dead = others.filter((file) => !isLive(file));
    for (const file of dead) rmSync(file, { force: true });
    return dead.length === others.length;
  }
}

function isLive(file: string): boolean {
  try {
    return isAlive(JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord);
  } catch {
    return false;
  }
}
