import { readFileSync } from 'node:fs';
import { Inspector } from '../stage/inspector.js';
import type { Onlooker, ServerProcess } from '../stage/server.js';
import type { CpuProfile } from './cpu-profile.js';

const microsecondsBetweenSamples = 500;
const announcement = /^Debugger listening on (ws:\S+)$/m;

/** V8's sampling profiler in every server of a run, from its Ready line until it stops. */
export class Profiler implements Onlooker {
  readonly nodeOptions = ['--inspect=127.0.0.1:0'];
  private readonly running = new Map<ServerProcess, Inspector>();
  private taken: CpuProfile[] = [];

  async ready(server: ServerProcess): Promise<void> {
    const address = announcement.exec(readFileSync(server.log, 'utf8'))?.[1];
    if (!address) throw new Error('The server did not say where its inspector listens.');
    const inspector = await Inspector.connect(address);
    await inspector.ask('Profiler.enable');
    await inspector.ask('Profiler.setSamplingInterval', { interval: microsecondsBetweenSamples });
    await inspector.ask('Profiler.start');
    this.running.set(server, inspector);
  }

  async stopping(server: ServerProcess): Promise<void> {
    const inspector = this.running.get(server);
    if (!inspector) return;
    this.running.delete(server);
    try {
      this.taken.push(await stopped(inspector));
    } finally {
      inspector.close(); // or the server waits for it at its end
    }
  }

  /** Forgets what was until now: the making of the data is no part of a measure. */
  async restart(): Promise<void> {
    this.taken = [];
    for (const inspector of this.running.values()) {
      await stopped(inspector);
      await inspector.ask('Profiler.start');
    }
  }

  /** One of each server, in the order in which they stopped. */
  async end(): Promise<readonly CpuProfile[]> {
    for (const server of [...this.running.keys()]) await this.stopping(server);
    return this.taken;
  }
}

async function stopped(inspector: Inspector): Promise<CpuProfile> {
  return (await inspector.ask<{ profile: CpuProfile }>('Profiler.stop')).profile;
}
