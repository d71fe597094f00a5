import { type ChildProcess, spawn } from 'node:child_process';
import type { CpuProfile } from '../../bench/profile/cpu-profile.js';
import { askableOn, collectGarbage } from '../../bench/stage/collect-garbage.js';
import { freePort } from '../../bench/stage/free-port.js';
import { Inspector } from '../../bench/stage/inspector.js';

const work = `
  globalThis.kept = Array.from({ length: 200_000 }, (_, index) => ({ index }));
  const weak = new WeakRef({});
  function spinTheWheel() { for (const until = Date.now() + 20; Date.now() < until; ); }
  setInterval(spinTheWheel, 25);
  setInterval(() => console.log(weak.deref() === undefined ? 'collected' : 'kept'), 50);`;

jest.setTimeout(60_000);

describe('another process', () => {
  let child: ChildProcess;
  const begin = (option: string): void => {
    child = spawn(process.execPath, [option, '-e', work], { stdio: ['ignore', 'pipe', 'pipe'] });
  };
  afterEach(() => {
    child.kill('SIGKILL');
  });
  const says = (stream: 'stdout' | 'stderr', what: RegExp): Promise<string> =>
    new Promise((resolve) => {
      child[stream]!.on('data', (chunk) => {
        const found = what.exec(String(chunk));
        if (found) resolve(found[1]!);
      });
    });

  it('tells over its inspector what it spends its time with', async () => {
    begin('--inspect=127.0.0.1:0');
    const inspector = await Inspector.connect(await says('stderr', /listening on (ws:\S+)/));
    await inspector.ask('Profiler.enable');
    await inspector.ask('Profiler.start');
    await inspector.ask('Runtime.evaluate', { expression: '1+1' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { profile } = await inspector.ask<{ profile: CpuProfile }>('Profiler.stop');
    expect(profile.nodes.map(({ callFrame }) => callFrame.functionName)).toContain('spinTheWheel');
    expect(profile.samples).toHaveLength(profile.timeDeltas.length);

    const { result } = await inspector.ask<{ result: { value: string } }>('Runtime.evaluate', {
      expression: '"é".repeat(2e5)',
    });
    expect(result.value).toBe('é'.repeat(200_000)); // longer than one chunk of a socket
    await expect(inspector.ask('Profiler.unheard')).rejects.toThrow("'Profiler.unheard' wasn't found");
    inspector.close();
  });

  it('does not keep whoever asks when it ends', async () => {
    begin('--inspect=127.0.0.1:0');
    const inspector = await Inspector.connect(await says('stderr', /listening on (ws:\S+)/));
    const asked = inspector.ask('Runtime.evaluate', { expression: 'new Promise(() => 0)', awaitPromise: true });
    child.kill('SIGKILL');
    await expect(asked).rejects.toThrow('the process has ended');
    await expect(inspector.ask('Profiler.enable')).rejects.toThrow('the process has ended');
  });

  it('collects its garbage when it is asked to', async () => {
    const port = await freePort();
    begin(askableOn(port));
    expect(await says('stdout', /(kept|collected)/)).toBe('kept');
    await collectGarbage(child.pid!, port);
    expect(await says('stdout', /(collected)/)).toBe('collected');
  });
});
