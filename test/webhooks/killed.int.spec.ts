import { PlatformDatabase } from '#kernel/database';
import { BuiltProcess } from '../support/built-process.js';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { Receiver } from './receiver.js';

jest.setTimeout(90_000);

describe('a message whose process is killed while it is being sent', () => {
  const platform = usePlatform();
  const allowed = { OUTBOUND_ALLOW: '127.0.0.1,::1' };
  const started: BuiltProcess[] = [];
  let receiver: Receiver;
  const worker = async (): Promise<BuiltProcess> => {
    const made = await BuiltProcess.start('worker', allowed);
    started.push(made);
    return made;
  };
  beforeAll(async () => {
    receiver = await Receiver.open();
  });
  afterAll(async () => {
    for (const process of started) {
      process.kill('SIGKILL');
      await process.ended;
    }
    await receiver.close();
  });
  const arrives = async (count: number) => {
    for (let look = 0; look < 600 && receiver.taken.length < count; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receiver.taken.length).toBeGreaterThanOrEqual(count);
  };

  it('is sent again, under the same id, by another', async () => {
    // What other suites have left to be told is told to nobody here.
    await platform.app.get(PlatformDatabase).query(`delete from jobs.task where kind like 'webhooks.%'`);
    // By its name, so that the process that asks for it need not be allowed what the workers are.
    const { body } = await platform.admin.post('/webhooks', { url: receiver.url.replace('127.0.0.1', 'localhost') });
    await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner: { username: 'camellia' } });
    receiver.answer = () => undefined; // takes it, and is silent
    const first = await worker();
    await arrives(1);
    first.kill('SIGKILL');
    await first.ended;
    receiver.answer = (response) => void response.writeHead(204).end();
    await worker();
    await arrives(2);
    const delivered = async () => (await platform.admin.get(`/webhooks/${body.id}/deliveries`)).body.items;
    for (let look = 0; look < 100 && (await delivered())[0]!.state !== 'delivered'; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await delivered()).toMatchObject([{ type: 'tenant.created', state: 'delivered', attempts: 1 }]);
    const ids = receiver.taken.map(({ headers }) => headers['webhook-id']);
    expect([new Set(ids).size, new Set(receiver.taken.map(({ body: sent }) => sent)).size]).toEqual([1, 1]);
    await platform.admin.delete(`/webhooks/${body.id}`);
  });
});
