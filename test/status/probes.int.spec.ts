import { request } from 'node:http';
import { BuiltProcess } from '../support/built-process.js';
import { DatabaseLine } from '../support/database-line.js';
import { usePlatform } from '../support/use-platform.js';
import { useOwnDatabase, workerCluster } from '../support/worker-cluster.js';

jest.setTimeout(90_000);

interface Told {
  readonly state: string;
  readonly components: readonly { readonly name: string; readonly state: string }[];
  readonly incidents: readonly { readonly title: { readonly en: string } }[];
}

useOwnDatabase(); // what is said here is told to all communities of a database

describe('the state of the platform, as another process tells it', () => {
  const platform = usePlatform();
  const started: BuiltProcess[] = [];
  let line: DatabaseLine;
  let api: BuiltProcess;
  const ask = (path: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: api.port, path, headers: { host: 'platform.localhost' } },
        (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => resolve({ status: answer.statusCode!, body: text }));
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  const told = async () => JSON.parse((await ask('/platform/v1/status')).body) as Told;
  const becomes = async (isSo: (told: Told) => boolean, within: number): Promise<Told> => {
    const end = Date.now() + within;
    for (;;) {
      const now = await told();
      if (isSo(now)) return now;
      if (Date.now() > end) throw new Error(JSON.stringify(now));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const stateOf = ({ components }: Told, name: string) => components.find((one) => one.name === name)?.state;

  beforeAll(async () => {
    line = await DatabaseLine.to((await workerCluster()).url);
    started.push(await BuiltProcess.start('worker'));
    api = await BuiltProcess.start('api', { DATABASE_URL: line.url });
    started.push(api);
  });
  afterAll(async () => {
    for (const process of started) {
      process.kill('SIGKILL');
      await process.ended;
    }
    await line?.close();
  });

  it('is well where all of it works', async () => {
    const all = await becomes(({ state }) => state === 'operational', 15_000);
    expect(all.components).toEqual(['database', 'tasks', 'search', 'files'].map((name) => ({ name, state: 'up' })));
  });

  it('has what operators say in less than two seconds', async () => {
    const words = { zh: '\u6162', en: 'Slow today' };
    const { id } = (await platform.admin.post('/incidents', { title: words, text: words })).body;
    const from = Date.now();
    await becomes(({ incidents }) => incidents.some(({ title }) => title.en === words.en), 2_000);
    expect(Date.now() - from).toBeLessThan(2_000);
    await platform.admin.post(`/incidents/${id}/updates`, { state: 'resolved', text: words });
  });

  it('is that tasks do not go on where nobody runs them', async () => {
    started[0]!.kill('SIGKILL');
    await started[0]!.ended;
    const now = await becomes((one) => stateOf(one, 'tasks') === 'down', 40_000);
    expect([now.state, stateOf(now, 'database')]).toEqual(['degraded', 'up']);
  });

  it('is an outage while the database is away, which its page says nevertheless', async () => {
    line.cut();
    const now = await becomes(({ state }) => state === 'outage', 15_000);
    expect(stateOf(now, 'database')).toBe('down');
    expect(now.incidents.map(({ title }) => title.en)).toContain('Slow today');
    const page = await ask('/status');
    expect([page.status, page.body.includes('data-state="outage"')]).toEqual([200, true]);
    line.mend();
    await becomes((one) => stateOf(one, 'database') === 'up', 15_000);
  });
});
