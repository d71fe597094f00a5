import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endGroup, mark, removeLeftovers } from './leftovers.mjs';

/**
 * The folder of one run: the database's data, and whatever suites put into the temporary folder.
 * A janitor watches it, so that it is cleared and nothing is left running on every way out.
 */
export class Workshop {
  static open() {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'paopao-test-')));
    chmodSync(folder, 0o711); // a database started by root runs as another user, who has to walk in
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary, { mode: 0o711 });
    return new Workshop(folder, temporary);
  }

  constructor(folder, temporary) {
    this.folder = folder;
    this.environment = { [mark]: folder, TMPDIR: temporary };
    this.janitor = spawn(process.execPath, [join(import.meta.dirname, 'janitor.mjs'), folder], {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    this.janitor.stdin.on('error', () => undefined); // a janitor that was killed: close() clears up all the same
    this.janitor.unref();
    this.janitor.stdin.unref();
    Object.assign(process.env, { [mark]: folder }); // so that what the runner itself starts carries the mark
  }

  /** The process group that has to end with the run. */
  watch(group) {
    this.group = group;
    this.janitor.stdin.write(`group ${group}\n`);
  }

  /** Before the database stops, so that no suite waits for it, or writes to it. */
  endGroup() {
    if (this.group) endGroup(this.group);
    this.group = undefined;
  }

  async close() {
    await removeLeftovers(this);
    this.janitor.stdin.end();
  }
}
