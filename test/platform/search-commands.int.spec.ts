import { withOwnerConnection } from '#kernel/database';
import { describeWithService } from '../support/jest/service.js';
import { OpenSearchPlace } from '../support/opensearch-server.js';
import { ScratchDatabase } from '../support/scratch-database.js';
import { repositoryRoot } from '../support/worker-cluster.js';
import { runCli } from '../../apps/cli/cli.js';

jest.setTimeout(180_000);

const settings = { SECRET_KEY: 'a key that only the tests know, 32+ characters', PASSWORD_COST: 'lowest' };

interface Answer extends Record<string, unknown> {
  readonly homes: { home: string; index: string; documents: number; tenants: number; verified: number }[];
  readonly byKind: Record<string, number>;
}

/** Commands over a database of their own, with one community, and no server beside them. */
function useCommands(more: () => Record<string, string>) {
  let database: ScratchDatabase;
  let environment: NodeJS.ProcessEnv;
  const cli = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    const code = await runCli(argv, repositoryRoot, terminal);
    return { code, out, err };
  };
  beforeAll(async () => {
    environment = { ...process.env };
    database = await ScratchDatabase.create();
    const { url, namespace } = database;
    Object.assign(process.env, settings, more(), { DATABASE_URL: url, DATABASE_NAMESPACE: namespace });
    await cli('tenant', 'migrate');
    await cli('tenant', 'create', 'tea', '--name', 'The tea room', '--owner', 'camellia');
  });
  afterAll(async () => {
    process.env = environment;
    await database.drop();
  });
  return {
    cli,
    json: async (...argv: string[]) => {
      const { code, out } = await cli(...argv, '--json');
      return { code, body: JSON.parse(out) as Answer };
    },
    asOwner: (sql: string) => withOwnerConnection(database.url, (client) => client.query(sql)),
    schema: () => `${database.namespace}_000001`,
  };
}

describe('the commands of search, with PostgreSQL alone', () => {
  const { cli, json, asOwner, schema } = useCommands(() => ({}));

  it('make the index of a community anew, though no server runs', async () => {
    await asOwner(`delete from ${schema()}.search_document`);
    const { code, body } = await json('search', 'rebuild', '--tenant', 'tea');
    expect([code, body]).toEqual([
      0,
      expect.objectContaining({ what: 'rebuild', state: 'finished', done: 1, tenants: 1 }),
    ]);
    const { rows } = await asOwner(`select kind from ${schema()}.search_document where kind <> 'word'`);
    expect(rows).toEqual([{ kind: 'member' }]);
    const all = await cli('search', 'rebuild');
    expect([all.code, all.out]).toEqual([0, expect.stringMatching(/rebuild: finished\n1 of 1 community, 1 documents/)]);
  });

  it('say that PostgreSQL answers, and that there is nowhere to move to', async () => {
    expect((await json('search', 'status')).body).toMatchObject({ driver: 'postgres', up: null });
    expect((await cli('search', 'status')).out).toContain('PostgreSQL');
    expect(await json('search', 'move', 'tea', '--to', 'own')).toMatchObject({
      code: 1,
      body: { error: 'search.no-store' },
    });
  });

  it.each([[['search', 'move', 'tea']], [['search', 'move', 'tea', '--to', 'mars']], [['search', 'rebuild', 'tea']]])(
    'say that %j is no way to call them',
    async (argv) => {
      expect(await cli(...argv)).toMatchObject({ code: 2, out: '' });
    },
  );

  it('know no other community', async () => {
    expect((await json('search', 'rebuild', '--tenant', 'nobody')).body['error']).toBe('tenant.not-found');
  });
});

describeWithService('opensearch', 'the commands of search, with OpenSearch', ({ url }) => {
  let place: OpenSearchPlace;
  const { cli, json, asOwner, schema } = useCommands(() => {
    place = new OpenSearchPlace(url!);
    return { ...place.settings };
  });
  afterAll(async () => place.wipe());
  const search = async () => (await json('doctor')).body.byKind['search'];

  it('fill the store and make its index anew, and doctor finds nothing wrong', async () => {
    const first = await json('search', 'rebuild');
    expect(first).toMatchObject({ code: 0, body: { state: 'finished', done: 1, error: null } });
    expect((await json('search', 'rebuild')).code).toBe(0);
    const { body } = await json('search', 'status');
    expect(body).toMatchObject({ driver: 'opensearch', up: true, changes: 0, errors: [] });
    expect(body.homes).toMatchObject([{ home: 'main', tenants: 1, verified: 1, documents: 1 }]);
    expect((await cli('search', 'status')).out).toMatch(/^driver +OpenSearch, which answers\nverified +1\n/);
    expect(await search()).toBe(0);
  });

  it('move a community, and back', async () => {
    expect(await json('search', 'move', 'tea', '--to', 'own')).toMatchObject({
      code: 0,
      body: { home: 'own', done: 1 },
    });
    const homes = async () => (await json('search', 'status')).body.homes.map(({ home, tenants }) => [home, tenants]);
    expect(await homes()).toEqual([
      ['main', 0],
      ['own-1', 1],
    ]);
    expect(await search()).toBe(0);
    expect((await json('search', 'move', 'tea', '--to', 'shared')).code).toBe(0);
    await json('search', 'rebuild', '--tenant', 'tea');
    expect(await homes()).toContainEqual(['main', 1]);
    expect(await search()).toBe(0);
  });

  it('tell by doctor what OpenSearch lacks, has otherwise, or has of nothing', async () => {
    const { homes } = (await json('search', 'status')).body;
    const { index } = homes.find(({ home }) => home === 'main')!;
    const digest = (text: string) => `update ${schema()}.search_document set digest = ${text} where kind = 'member'`;
    await asOwner(digest(`'another ' || digest`));
    const { code, out } = await cli('doctor');
    expect([code, out]).toEqual([1, expect.stringContaining('OpenSearch has another document')]);
    await asOwner(digest(`substr(digest, 9)`));
    expect(await search()).toBe(0);
    await asOwner(digest(`''`));
    expect((await cli('doctor')).out).toContain('OpenSearch has it, though it is gone');
    await json('reconcile', 'tea');
    await place.send('POST', `/${index}/_delete_by_query?refresh=true`, { query: { match_all: {} } });
    expect((await cli('doctor')).out).toContain('OpenSearch does not have it');
    await asOwner(`insert into cluster.search_change (tenant_role, kind, id)
      select '${schema()}', kind, id from ${schema()}.search_document where kind <> 'word'`);
    expect(await search()).toBe(0); // it is on its way
    await asOwner('delete from cluster.search_change');
    await place.wipe();
    expect(await search()).toBe(1);
  });
});

describe('doctor, while OpenSearch is away', () => {
  const { cli } = useCommands(() => ({ OPENSEARCH_URL: 'http://127.0.0.1:1', OPENSEARCH_PREFIX: 'nowhere' }));

  it('says that it could not be asked', async () => {
    const { code, out } = await cli('doctor');
    expect([code, out]).toEqual([1, expect.stringContaining('OpenSearch could not be asked')]);
  });

  it('a rebuild says that it goes on later, and ends', async () => {
    const { code, out } = await cli('search', 'rebuild');
    expect([code, out]).toEqual([1, expect.stringContaining('It goes on when OpenSearch is back')]);
  });
});
