import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dispatcher } from '#kernel/jobs';
import { Outbound } from '#kernel/outbound';
import { freePort, until } from '../support/npm-start.js';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { repositoryRoot } from '../support/worker-cluster.js';

/** The receiver as docs/webhooks.md has it, in a process of its own. */
async function documentedReceiver(folder: string): Promise<string> {
  const page = await readFile(join(repositoryRoot, 'docs', 'webhooks.md'), 'utf8');
  const [, code] = /^```js\n([\s\S]+?)^```$/m.exec(page) ?? [];
  const file = join(folder, 'receiver.mjs');
  await writeFile(file, code!);
  return file;
}

describe('the receiver of docs/webhooks.md', () => {
  const outbound = new Outbound({ allow: ['127.0.0.1'] });
  const platform = usePlatform((builder) => builder.overrideProvider(Outbound).useValue(outbound));
  let folder = '';
  let running: ChildProcess | undefined;
  let output = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webhooks-'));
  });
  afterAll(async () => {
    running?.kill();
    await rm(folder, { recursive: true });
  });

  const answers = async (url: string) =>
    fetch(url, { method: 'POST', body: '{}' }).then(
      ({ status }) => status,
      () => 0,
    );

  it('takes what is ours, once, and nothing else', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const webhook = (await platform.admin.post('/webhooks', { url, events: ['tenant.created'] })).body;
    const file = await documentedReceiver(folder);
    running = spawn(process.execPath, [file], {
      env: { PORT: String(port), SECRET: String(webhook['secret']) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    let forged = 0;
    for (let look = 0; look < 100 && forged === 0; look += 1) {
      forged = await answers(url);
      if (forged === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(forged).toBe(401);
    const slug = newSlug();
    await platform.admin.creates({ slug, name: 'Tea', owner: { username: 'camellia' } });
    await platform.app.get(Dispatcher).settle();
    const listed = async () => (await platform.admin.get(`/webhooks/${webhook.id}/deliveries`)).body.items;
    const [delivery] = await listed();
    expect(delivery).toMatchObject({ type: 'tenant.created', state: 'delivered', status: 204 });
    await until(
      () => output.includes(slug),
      5_000,
      () => output,
    );
    await platform.admin.post(`/webhooks/${webhook.id}/deliveries/${delivery!.id}/redeliver`);
    await platform.app.get(Dispatcher).settle();
    expect(await listed()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    expect(output).toBe(`tenant.created ${slug}\n`);
    await platform.admin.post(`/webhooks/${webhook.id}/rotate`, { overlap_hours: 0 });
    await platform.admin.post(`/webhooks/${webhook.id}/test`);
    await platform.app.get(Dispatcher).settle();
    expect((await listed())[0]).toMatchObject({ type: 'webhook.test', state: 'pending', status: 401 });
    await platform.admin.delete(`/webhooks/${webhook.id}`);
  });
});
