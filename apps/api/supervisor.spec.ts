import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '#kernel/config';
import { Supervisor } from './supervisor.js';

jest.setTimeout(60_000);

describe('who looks after web processes', () => {
  let folder = '';
  let said: string[] = [];
  let supervisor: Supervisor | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
    said = [];
  });
  afterEach(async () => {
    await supervisor?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** They note each start of theirs, and do this. */
  const over = (does: string, count = 2): Supervisor => {
    const file = join(folder, 'web.mjs');
    const note = `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x');`;
    writeFileSync(file, `${note}\n${does}\n`);
    const log = {
      log: (text: unknown) => void said.push(String(text)),
      warn: (text: unknown) => void said.push(String(text)),
    };
    supervisor = new Supervisor({ file, count }, log, (error) => void said.push(error.message));
    return supervisor;
  };
  const starts = (): number => readFileSync(join(folder, 'starts'), 'utf8').length;
  const ready = `process.send({ web: 'ready', place: 'here' });`;

  it('says where they serve when all of them do, and ends all', async () => {
    expect(await over(`${ready} process.on('message', () => undefined);`, 3).start()).toBe('here');
    expect(starts()).toBe(3);
    await supervisor!.stop();
    expect(said).toEqual([]);
  });

  it('does not try again what has said why it cannot start', async () => {
    const refused = over(`process.send({ web: 'refused', why: 'The sun is down.' }, () => process.exit(1));`).start();
    await expect(refused).rejects.toEqual(new StartError('The sun is down.'));
    expect(starts()).toBeLessThanOrEqual(2);
  });

  it('gives up in one sentence when none starts', async () => {
    const failing = over('process.exit(3);').start();
    await expect(failing).rejects.toThrow(
      /^The web processes do not start, after 5 trials: A web process ended with code 3 at its start\.$/,
    );
    await expect(failing).rejects.toBeInstanceOf(StartError);
    expect(starts()).toBe(5);
  });

  it('lets those that die again and again wait longer and longer', async () => {
    await over(`${ready} setTimeout(() => process.exit(0), 50);`, 1).start();
    await pause(4_000);
    expect(starts()).toBeGreaterThanOrEqual(3);
    expect(starts()).toBeLessThanOrEqual(7);
    expect(said.every((text) => text.startsWith('A web process has ended'))).toBe(true);
  });

  it('has one leave only when another one serves', async () => {
    const leaving = `process.on('message', ({ supervisor }) => supervisor === 'leave' && process.exit(0));`;
    await over(`${ready} ${leaving}`).start();
    await supervisor!.roll();
    expect(starts()).toBe(4);
    expect(said).toEqual(['All web processes have been started anew.']);
  });
});
