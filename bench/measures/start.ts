import { join } from 'node:path';
import { someEntries } from '../http/checks.js';
import { Client } from '../http/client.js';
import { probe } from '../http/sampler.js';
import { median, rounded, say, spreadOf } from '../line.js';
import { freePort } from '../stage/free-port.js';
import { ServerProcess } from '../stage/server.js';
import { temporaryFolder } from '../stage/stage.js';
import type { Group } from './measure.js';

const rounds = 3;
const bar = 5;

/** `npm start` as a person runs it, with the demo communities, over the data of an earlier start. */
export const startMeasure: Group = {
  names: ['start_second'],
  async measure(run, _wanted, report) {
    say('start_second');
    const folder = temporaryFolder(run.undo);
    const port = await freePort();
    const environment = { PORT: String(port), DATA_DIR: join(folder, 'data') };
    const times: number[] = [];
    let errors = 0;
    for (let start = 0; start <= rounds; start++) {
      const command = ['npm', '--prefix', run.root, 'start'] as const;
      const server = await ServerProcess.start({ folder, command, environment, group: true }, run.undo);
      say(`  ${start === 0 ? 'first start' : `${start}/${rounds}`}: ${(server.startedIn / 1000).toFixed(1)} s`);
      if (start > 0) times.push(server.startedIn / 1000);
      errors += await wrongAnswers(port);
      await server.stop();
    }
    const value = rounded(median(times), 2);
    const compared = { bar, holds: value < bar, rounds, spread: spreadOf(times) };
    report({ measure: 'start_second', value, unit: 's', ...compared, errors, data: 'demo' });
  },
};

/** Each demo community has to answer with posts. */
async function wrongAnswers(port: number): Promise<number> {
  const client = new Client(port);
  const ask = (slug: string) => ({
    call: { host: `${slug}.localhost`, path: '/v1/posts?style=newest&page_size=20' },
    check: someEntries,
  });
  try {
    return (await probe(client, ask('demo'))) + (await probe(client, ask('garden')));
  } finally {
    client.close();
  }
}
