import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, StartError } from '#kernel/config';
import { Log } from '#kernel/logging';
import { type Tenant, tenantScope } from '#kernel/scope';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { freePort, pause } from '../../../../test/support/npm-start.js';
import { OpenSearchPlace, OpenSearchServer } from '../../../../test/support/opensearch-server.js';
import { documentOf, queryOf } from '../search-shelf.contract.js';
import { SearchStoreUnusable } from '../search-store.js';
import { OpenSearchConnection, usualPatience } from './opensearch-connection.js';
import { OpenSearchStore } from './opensearch.search-store.js';

jest.setTimeout(240_000);

const as = <T>(work: () => Promise<T>): Promise<T> => tenantScope.run({ id: 1 } as Tenant, work);
/** What it came to, and within how many milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<{ error?: unknown; took: number }> {
  const from = performance.now();
  const error = await work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, took: performance.now() - from };
}

describeWithService('opensearch', 'an OpenSearch that is away', () => {
  let server: OpenSearchServer;
  const stores: OpenSearchStore[] = [];
  const lines: string[] = [];
  const storeAt = (place: OpenSearchPlace, settings: Record<string, string> = {}): OpenSearchStore => {
    const config = place.config({ LOG_LEVEL: 'info', ...settings });
    const store = new OpenSearchStore(config, new Log(config, { write: (line) => lines.push(line) }));
    stores.push(store);
    return store;
  };
  beforeAll(async () => {
    server = await OpenSearchServer.start('analysis-icu');
  });
  afterAll(async () => {
    server?.signal('SIGCONT');
    await Promise.all(stores.map((one) => one.onApplicationShutdown()));
    await server?.stop();
  });
  const search = (store: OpenSearchStore) => as(() => store.current('main').search(queryOf('heron')));
  const calls = (store: OpenSearchStore): (() => Promise<unknown>)[] => [
    () => search(store),
    () => as(() => store.current('main').put([documentOf(2)])),
    () => as(() => store.current('main').discard('post', [2])),
    () => as(() => store.current('main').listDiffering([documentOf(2)])),
    () => store.list(),
    () => store.create('main'),
    () => store.removeTenant({ name: `${server.place.prefix}-main-000001` }, 1),
  ];
  const isAwayAtOnce = async (store: OpenSearchStore) => {
    expect(store.isUp).toBe(false);
    for (const call of calls(store)) {
      const { error, took } = await timed(call);
      expect(error).toBeInstanceOf(SearchStoreUnusable);
      expect(took).toBeLessThan(100);
    }
  };
  /** Nobody looks; whoever searches tries, once in some seconds. */
  const isBackByItself = async (store: OpenSearchStore) => {
    const end = Date.now() + 60_000;
    while ((await timed(() => search(store))).error && Date.now() < end) await pause(100);
    expect(await search(store)).toEqual({ ids: [1], total: 1 });
    expect(store.isUp).toBe(true);
  };

  it('is waited for less than a second when it hangs, then not at all, until it goes on', async () => {
    const store = storeAt(server.place);
    await store.point(await store.create('main'));
    await as(() => store.current('main').put([documentOf(1, { texts: ['heron'] })]));
    await server.place.refresh();
    await isBackByItself(store); // its first answers take their time
    server.signal('SIGSTOP');
    const first = await Promise.all(Array.from({ length: 20 }, () => timed(() => search(store))));
    expect(first.every(({ error }) => error instanceof SearchStoreUnusable)).toBe(true);
    expect(Math.max(...first.map(({ took }) => took))).toBeLessThan(1_000);
    await isAwayAtOnce(store);
    expect((await timed(() => store.look())).took).toBeLessThan(1_500);
    expect(await store.look()).toBe(false);
    server.signal('SIGCONT');
    await isBackByItself(store);
  });

  it('is not asked either when it is dead, until it is looked for and there', async () => {
    const store = storeAt(server.place);
    await isBackByItself(store);
    await server.kill();
    expect((await timed(() => search(store))).error).toBeInstanceOf(SearchStoreUnusable);
    await isAwayAtOnce(store);
    expect(await store.look()).toBe(false);
    await server.run();
    const end = Date.now() + 60_000;
    while (!(await store.look()) && Date.now() < end) await pause(100);
    expect(store.isUp).toBe(true);
    await isBackByItself(store);
    const said = lines.join('');
    expect(said).toContain('OpenSearch cannot be used; PostgreSQL answers.');
    expect(said).toContain('OpenSearch answers again.');
  });

  it('is no reason not to start, but one without the plugin of the settings is', async () => {
    const away = new OpenSearchPlace(`http://127.0.0.1:${await freePort()}`);
    for (const analysis of ['cjk', 'icu'])
      await storeAt(away, { OPENSEARCH_ANALYSIS: analysis }).onApplicationBootstrap();
    await storeAt(server.place, { OPENSEARCH_ANALYSIS: 'smartcn' }).onApplicationBootstrap();
    const lacking = storeAt(server.place, { OPENSEARCH_ANALYSIS: 'icu' });
    for (const start of [() => lacking.onApplicationBootstrap(), () => lacking.create('main')]) {
      const { error } = await timed(start);
      expect(error).toBeInstanceOf(StartError);
      expect((error as Error).message).toMatch(/OPENSEARCH_ANALYSIS=icu needs the plugin analysis-icu/);
    }
  });

  /** What stands between, or what is so busy, answers for it. */
  const between = async (answer: (to: ServerResponse, path: string) => void) => {
    let asked = 0;
    const proxy = createServer((from, to) => {
      asked += 1;
      from.resume();
      answer(to, from.url!);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const store = storeAt(new OpenSearchPlace(`http://elastic:s3cr%40t@127.0.0.1:${port}`));
    const close = () => new Promise((resolve) => proxy.close(resolve).closeAllConnections());
    return { store, asked: () => asked, close };
  };

  it.each([429, 500, 503, 401])('is let alone after three answers of %p', async (status) => {
    const { store, asked, close } = await between((to) => to.writeHead(status).end('busy'));
    const outcomes = [];
    for (let time = 0; time < 6; time += 1) outcomes.push((await timed(() => search(store))).error);
    expect(outcomes.every((error) => error instanceof SearchStoreUnusable)).toBe(true);
    expect([asked(), store.isUp]).toEqual([3, false]);
    await close();
  });

  it('is let alone when it stops in the middle of an answer', async () => {
    const { store, close } = await between((to) =>
      to.writeHead(200, { 'content-type': 'application/json' }).write('{"hits":'),
    );
    const { error, took } = await timed(() => search(store));
    expect(error).toBeInstanceOf(SearchStoreUnusable);
    expect(took).toBeLessThan(1_000);
    expect(store.isUp).toBe(false);
    await close();
  });

  it('is searched no more after one search that hangs, however well it is else, until one is in time', async () => {
    let hangs = true;
    const { store, asked, close } = await between((to, path) => {
      if (hangs && path.includes('_search')) return;
      const found = { hits: { total: { value: 1 }, hits: [{ sort: [7] }] } };
      to.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify(path.includes('_search') ? found : {}),
      );
    });
    expect((await timed(() => search(store))).took).toBeLessThan(1_000);
    for (const end = Date.now() + 4_000; Date.now() < end; await pause(200)) {
      expect(await store.look()).toBe(true);
      expect(store.isUp).toBe(false);
      expect((await timed(() => search(store))).took).toBeLessThan(100);
      expect(await store.list()).toEqual([]); // all else goes on
    }
    while (!store.isUp) await pause(10);
    const before = asked();
    const tries = await Promise.all(Array.from({ length: 5 }, () => timed(() => search(store))));
    expect(tries.filter(({ took }) => took > 100)).toHaveLength(1);
    expect([asked() - before, store.isUp]).toEqual([1, false]);
    hangs = false;
    while (!store.isUp) await pause(10);
    expect(await search(store)).toEqual({ ids: [7], total: 1 });
    expect(store.isUp).toBe(true);
    await close();
  });

  it('is asked again where the client could not be made', async () => {
    let url = 'no address';
    const config = Object.create(server.place.config(), { openSearchUrl: { get: () => url } }) as Config;
    const connection = new OpenSearchConnection(config, new Log(config), usualPatience);
    const ask = () => connection.ask({ method: 'GET', path: '/' }, 10_000);
    await expect(ask()).rejects.toThrow();
    url = server.place.url;
    expect(await ask()).toMatchObject({ version: expect.any(Object) as object });
    await connection.close();
  });

  it('is never spoken of with name and password', async () => {
    const { store, close } = await between((to) => to.destroy());
    const { error } = await timed(() => search(store));
    expect(error).toBeInstanceOf(SearchStoreUnusable);
    const { stack, cause } = error as Error;
    for (const said of [stack, String(cause), JSON.stringify(error), ...lines])
      expect(said ?? '').not.toMatch(/s3cr|elastic|authorization|ZWxhc3RpYz/i);
    await close();
  });
});
