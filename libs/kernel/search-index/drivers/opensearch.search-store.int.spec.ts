import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Log } from '#kernel/logging';
import { NoTenantScope, type Tenant, tenantScope } from '#kernel/scope';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { useOpenSearch } from '../../../../test/support/opensearch-server.js';
import { digestOf } from '../document-digest.js';
import type { SearchDocument, SearchIndex } from '../search-index.js';
import { documentOf, everything, nothing, queryOf } from '../search-shelf.contract.js';
import { DocumentsRefused, SearchStoreUnusable, type StoredIndex } from '../search-store.js';
import { OpenSearchStore } from './opensearch.search-store.js';

jest.setTimeout(120_000);

/** On a machine that is busy with other suites. */
const patient = { search: 20_000, look: 20_000, change: 20_000 };
const as = <T>(id: number, work: () => Promise<T>): Promise<T> => tenantScope.run({ id } as Tenant, work);
const said = (id: number, text: string, more: Partial<SearchDocument> = {}) =>
  documentOf(id, { texts: [text], ...more });

describeWithService('opensearch', 'OpenSearch as a store of many tenants', ({ url }) => {
  const search = useOpenSearch(url);
  const stores: OpenSearchStore[] = [];
  const storeWith = (settings: Record<string, string> = {}): OpenSearchStore => {
    const config = search().config(settings);
    const store = new OpenSearchStore(config, new Log(config), patient);
    stores.push(store);
    return store;
  };
  let store: OpenSearchStore;
  beforeAll(() => {
    store = storeWith();
  });
  afterAll(() => Promise.all(stores.map((one) => one.onApplicationShutdown())));
  let homes = 0;
  const ownHome = () => `own-${(homes += 1)}`;
  const made = async (home: string): Promise<StoredIndex> => {
    const index = await store.create(home);
    await store.point(index);
    return index;
  };
  const find = (index: SearchIndex, words: string, more = {}) => index.search(queryOf(words, more));
  const roles = async (home: string) =>
    (await store.list()).filter((index) => index.home === home).map(({ role }) => role);

  describe('has for a home', () => {
    it('one index after another, by one name', async () => {
      const home = ownHome();
      const first = await store.create(home);
      expect(first).toMatchObject({ home, layout: 'cjk-1', role: 'idle' });
      expect(first.name).toBe(`${search().prefix}-${home}-000001`);
      const read = () => as(1, () => find(store.current(home), 'heron'));
      await expect(read()).rejects.toThrow(SearchStoreUnusable);
      await store.point(first);
      await as(1, () => store.current(home).put([said(1, 'heron')]));
      await search().refresh();
      expect(await read()).toEqual({ ids: [1], total: 1 });

      const second = await store.create(home);
      expect([second.name, second.uuid === first.uuid]).toEqual([`${search().prefix}-${home}-000002`, false]);
      await expect(as(1, () => store.next(home).put([said(1, 'x')]))).rejects.toThrow(SearchStoreUnusable);
      await store.addNext(second);
      expect(await roles(home)).toEqual(['current', 'next']);
      await as(1, () => store.next(home).put([said(1, 'heron'), said(2, 'heron')]));
      await search().refresh();
      expect(await read()).toEqual({ ids: [1], total: 1 });
      expect(await as(1, () => find(store.next(home), 'heron'))).toEqual({ ids: [2, 1], total: 2 });

      await store.point(second);
      expect(await roles(home)).toEqual(['idle', 'current']);
      expect(await read()).toEqual({ ids: [2, 1], total: 2 });
      await expect(as(1, () => find(store.next(home), 'heron'))).rejects.toThrow(SearchStoreUnusable);
      await store.drop(first);
      await store.drop(first); // gone is gone
      expect(await roles(home)).toEqual(['current']);
      const { documents, bytes } = (await store.sizes()).get(second.name)!;
      expect([documents, bytes > 100]).toEqual([2, true]);
    });

    it('another next one, when it is told of two', async () => {
      const home = ownHome();
      await made(home);
      for (const next of [await store.create(home), await store.create(home)]) await store.addNext(next);
      expect(await roles(home)).toEqual(['current', 'idle', 'next']);
    });

    it('no index that a write made', async () => {
      const home = ownHome();
      const index = await made(home);
      await store.drop(index);
      const { put, remove, discard } = {
        put: () => store.current(home).put([said(1, 'x')]),
        remove: () => store.current(home).remove([{ kind: 'post', id: 1, revision: 1 }]),
        discard: () => store.current(home).discard('post', [1]),
      };
      for (const write of [put, remove, discard]) await expect(as(1, write)).rejects.toThrow(SearchStoreUnusable);
      await expect(as(1, () => store.current(home).listDiffering([said(1, 'x')]))).rejects.toThrow(SearchStoreUnusable);
      await expect(as(1, () => store.listDigests(index, 'post', 0, 10))).rejects.toThrow(SearchStoreUnusable);
      await expect(store.countTenant(index, 1)).rejects.toThrow(SearchStoreUnusable);
      expect(await roles(home)).toEqual([]);
      expect(store.isUp).toBe(true);
    });

    it('as many shards as the settings say, where many share it, and explicit times', async () => {
      const many = storeWith({ OPENSEARCH_SHARDS: '3', OPENSEARCH_PREFIX: `${search().prefix}-many` });
      const names = [await many.create('main'), await many.create('own-1')].map(({ name }) => name);
      const settings = (await search().send('GET', `/${names.join()}/_settings?flat_settings=true`)) as Record<
        string,
        { settings: Record<string, string> }
      >;
      expect(names.map((name) => settings[name]!.settings['index.number_of_shards'])).toEqual(['3', '1']);
      expect(settings[names[0]!]!.settings).toMatchObject({
        'index.auto_expand_replicas': '0-1',
        'index.refresh_interval': '500ms',
        'index.gc_deletes': '0s',
      });
    });
  });

  it('leaves alone what is not of this deployment', async () => {
    const others = storeWith({ OPENSEARCH_PREFIX: `${search().prefix}-other` });
    const index = await others.create('main');
    expect((await store.list()).map(({ name }) => name)).not.toContain(index.name);
    for (const name of [index.name, '*', '_all', `${search().prefix}-*`, `${search().prefix}-own-1-000001,x`]) {
      await expect(store.drop({ name })).rejects.toThrow('no index of this deployment');
      await expect(store.removeTenant({ name }, 1)).rejects.toThrow('no index of this deployment');
      await expect(store.countTenant({ name }, 1)).rejects.toThrow('no index of this deployment');
      await expect(as(1, () => store.listDigests({ name }, 'post', 0, 1))).rejects.toThrow();
    }
    await expect(store.create('main/../x')).rejects.toThrow('no index of this deployment');
    expect((await others.list()).map(({ name }) => name)).toEqual([index.name]);
  });

  describe('keeps tenants apart', () => {
    /** The third shares the first one's number in part. */
    const [ada, bob, eve] = [7, 8, 77];
    let home: string;
    let index: StoredIndex;
    beforeAll(async () => {
      home = ownHome();
      index = await made(home);
      for (const [tenant, count] of [
        [ada, 5],
        [bob, 3],
        [eve, 2],
      ] as const)
        await as(tenant, () =>
          store.current(home).put(Array.from({ length: count }, (_, at) => said(at + 1, `shared word of ${tenant}`))),
        );
      await as(bob, () => store.current(home).remove([{ kind: 'post', id: 3, revision: 2 }]));
      await search().refresh();
    });

    it('and asks for none outside of a scope', async () => {
      await expect(find(store.current(home), 'shared')).rejects.toThrow(NoTenantScope);
      await expect(store.current(home).put([said(1, 'x')])).rejects.toThrow(NoTenantScope);
      await expect(store.listDigests(index, 'post', 0, 10)).rejects.toThrow(NoTenantScope);
      for (const id of ['*', '7 OR 8', null, undefined, [7, 8]] as unknown as number[])
        await expect(store.removeTenant(index, id)).rejects.toThrow('A tenant has a number.');
    });

    it('on one shard, whatever is asked', async () => {
      const tries = [
        'tenant:7',
        'tenant:7 OR *',
        '* OR shared',
        '7',
        '7:post',
        'living:7:post',
        '{"match_all":{}}',
        '"}}],"filter":[]}},"query":{"match_all":{}},"x":{"y":{"z":"',
        '\\u0022}}',
        "doc['tenant'].value",
        'shraed~',
        '/sha.*/',
        '@7',
        '#7:post',
      ];
      for (const words of tries) {
        const byTags = { filter: { tags: [words] } };
        const byAuthor = { filter: { authorId: words as unknown as number } };
        for (const more of [{}, byTags, byAuthor, { access: { always: [words as unknown as number] } }]) {
          const hits = await as(9, () => find(store.current(home), words, more));
          expect([words, hits]).toEqual([words, nothing]);
        }
        const kind = words as SearchDocument['kind'];
        expect(await as(9, () => find(store.current(home), 'shared', { kind }))).toEqual(nothing);
        expect(await as(9, () => store.current(home).listIds(kind, 0, 10))).toEqual([]);
        expect(await as(9, () => store.listDigests(index, kind, 0, 10))).toEqual([]);
      }
      expect(await as(9, () => find(store.current(home), 'shared'))).toEqual(nothing);
      expect(await as(9, () => find(store.current(home), 'sharde'))).toEqual(nothing);
      expect((await as(ada, () => find(store.current(home), 'sharde'))).total).toBe(5);
      expect(await as(bob, () => find(store.current(home), 'shared'))).toEqual({ ids: [2, 1], total: 2 });
    });

    it('when it lists, compares, counts, forgets and removes', async () => {
      const digests = await as(bob, () => store.listDigests(index, 'post', 0, 10));
      const digest = (id: number) => digestOf(said(id, `shared word of ${bob}`));
      expect(digests).toEqual([
        { id: 1, revision: 1, digest: digest(1) },
        { id: 2, revision: 1, digest: digest(2) },
        { id: 3, revision: 2, digest: '' },
      ]);
      expect(await as(bob, () => store.listDigests(index, 'post', 1, 1))).toEqual([digests[1]]);
      expect(await as(bob, () => store.listDigests(index, 'member', 0, 10))).toEqual([]);
      const theirs = [said(1, `shared word of ${ada}`)];
      expect(await as(ada, () => store.current(home).listDiffering(theirs))).toEqual([]);
      expect(await as(bob, () => store.current(home).listDiffering(theirs))).toEqual([1]);

      const counts = () => Promise.all([ada, bob, eve].map((tenant) => store.countTenant(index, tenant)));
      expect(await counts()).toEqual([5, 3, 2]);
      await as(eve, () => store.current(home).discard('post', [1, 5]));
      expect(await counts()).toEqual([5, 3, 1]);
      expect(await store.removeTenant(index, ada)).toBe(0);
      expect(await counts()).toEqual([0, 3, 1]);
      expect(await store.removeTenant(index, 9)).toBe(0);
      expect(await as(bob, () => find(store.current(home), 'shared'))).toEqual({ ids: [2, 1], total: 2 });
    });
  });

  it('takes older revisions of what it was told to forget, or of a tenant that was removed', async () => {
    const home = ownHome();
    const index = await made(home);
    const own = store.current(home);
    for (let round = 0; round < 3; round += 1) {
      await as(1, () => own.put([said(1, 'x', { revision: 9 })]));
      await as(1, () => own.discard('post', [1]));
      await as(1, () => own.put([said(1, 'x', { revision: 2 })]));
      expect(await as(1, () => store.listDigests(index, 'post', 0, 9))).toMatchObject([{ id: 1, revision: 2 }]);
      await as(1, () => own.discard('post', [1]));
    }
  });

  it('shows no more than the first 10,000, and counts all', async () => {
    const home = ownHome();
    await made(home);
    const all = Array.from({ length: 10_020 }, (_, at) => said(at + 1, 'many'));
    await as(1, () => store.current(home).put(all));
    await search().refresh();
    const page = (offset: number, limit: number) =>
      as(1, () => find(store.current(home), 'many', { order: 'newest', offset, limit, access: everything }));
    expect(await page(9_998, 5)).toEqual({ ids: [22, 21], total: 10_020 });
    expect(await page(10_000, 5)).toEqual({ ids: [], total: 10_020 });
    expect(await page(2_000_000_000, 5)).toEqual({ ids: [], total: 10_020 });
  });

  it('says why a document is refused, and takes the others', async () => {
    const home = ownHome();
    await made(home);
    const odd = said(1, 'x', { heat: Number.NaN, activeAt: new Date(Number.NaN) });
    await as(1, () => store.current(home).put([odd])); // no number, so none is stored
    const worse = [2, 1_500].map((id) => said(id, 'x', { has: [{ a: 1 }] as unknown as SearchDocument['has'] }));
    const many = Array.from(
      { length: 2_000 },
      (_, at) => worse.find(({ id }) => id === at + 1) ?? said(at + 1, 'heron'),
    );
    const error = await as(1, () => store.current(home).put(many)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DocumentsRefused);
    expect((error as DocumentsRefused).refused).toEqual(
      worse.map(({ id }) => ({
        kind: 'post',
        id,
        reason: expect.stringMatching(/^mapper_parsing_exception: /) as string,
      })),
    );
    expect(store.isUp).toBe(true);
    await search().refresh();
    expect((await as(1, () => find(store.current(home), 'heron'))).total).toBe(1_998);
    await search().send('PUT', `/${search().prefix}-${home}-000001/_settings`, { 'index.blocks.write': true });
    await expect(as(1, () => store.current(home).put([said(3, 'x')]))).rejects.toThrow(SearchStoreUnusable);
  });

  it('has searches see what was written until they do', async () => {
    const home = ownHome();
    await made(home);
    for (let id = 1; id <= 5; id += 1) {
      await as(1, () => store.current(home, { untilSeen: true }).put([said(id, 'heron')]));
      expect((await as(1, () => find(store.current(home), 'heron'))).total).toBe(id);
    }
    await as(1, () => store.current(home, { untilSeen: true }).remove([{ kind: 'post', id: 1, revision: 2 }]));
    expect((await as(1, () => find(store.current(home), 'heron'))).total).toBe(4);
    await store.addNext(await store.create(home));
    await as(1, () => store.next(home, { untilSeen: true }).put([said(9, 'heron')]));
    expect((await as(1, () => find(store.next(home), 'heron'))).total).toBe(1);
  });

  it('says of its indexes what is asked each second in a few bytes', async () => {
    const index = await made(ownHome());
    const asked: { path: string; bytes: number }[] = [];
    const proxy = createServer((from, to) => {
      void fetch(url + from.url!).then(async (answer) => {
        const body = await answer.text();
        asked.push({ path: from.url!, bytes: body.length });
        to.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const listed = await storeWith({ OPENSEARCH_URL: `http://127.0.0.1:${port}` }).list();
    await new Promise((resolve) => proxy.close(resolve).closeAllConnections());
    expect(listed).toContainEqual({ ...index, role: 'current' });
    expect(asked).toHaveLength(1);
    expect(asked[0]!.bytes / listed.length).toBeLessThan(500);
  });
});
