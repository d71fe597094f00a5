import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#kernel/config';
import { withOwnerConnection } from '#kernel/database';
import { OperatorsService } from '#platform/operators';
import { TenantsService } from '#platform/tenants';
import { Ear } from '../../../../test/support/ear.js';
import { Person } from '../../../../test/support/person.js';
import { listenAnywhere } from '../../../../test/support/raw-request.js';
import { bootApi, type Change, type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { testConfig, workerCluster } from '../../../../test/support/worker-cluster.js';

jest.setTimeout(60_000);

const mostGuests = 6;
const change: Change = (builder) =>
  builder.overrideProvider(Config).useValue(new Config(Object.assign({}, testConfig(), { liveGuests: mostGuests })));

describe('staying connected', () => {
  const community = useCommunity(change);
  let other: TestCommunity['api'];
  let ports: readonly [here: number, there: number];
  let ada: Person;
  let bob: Person;
  const ears: Ear[] = [];

  beforeAll(async () => {
    other = await bootApi(change);
    ports = [await listenAnywhere(community.app), await listenAnywhere(other.app)];
    ada = await community.member('ada');
    bob = await community.member('bob');
  });
  afterEach(() => ears.splice(0).forEach((ear) => ear.close()));
  afterAll(() => other?.app.close());

  const listen = async (
    person?: Person,
    more: {
      query?: Record<string, string | number>;
      port?: number;
      host?: string;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Ear> => {
    const ear = await Ear.open({ port: ports[0], host: community.host, token: person?.token, ...more });
    ears.push(ear);
    if (ear.status === 200) await ear.hears('hello');
    return ear;
  };
  const again = ({ username, password }: Person) => new Person(community.app, community.host).login(username, password);

  it('tells in every process that there may be new posts, and no other community', async () => {
    const neighbour = await community.neighbour();
    const [here, there, guest, stranger] = await Promise.all([
      listen(ada),
      listen(ada, { port: ports[1] }),
      listen(),
      listen(undefined, { host: neighbour.host }),
    ]);
    expect(here.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    });
    expect(await here.hears('hello')).toEqual({ member: 'ada' });
    expect(await guest.hears('hello')).toEqual({ member: null });
    await bob.posts('For everybody');
    expect(await here.hears('posts')).toEqual({ within: 2 });
    expect(await there.hears('posts')).toEqual({ within: 0 });
    await guest.hears('posts');
    expect([here, there, guest, stranger].map(({ news }) => news)).toEqual([['posts'], ['posts'], ['posts'], []]);
    await (await neighbour.member('ada')).posts('Elsewhere');
    await stranger.hears('posts');
    expect(here.news).toEqual(['posts']);
  });

  it('says nothing of what not everybody may see, nor of the messages of others', async () => {
    const secret = await bob.posts('A secret', { visibility: 1 });
    const shown = await bob.posts('Open to all');
    await pause(200);
    const query = { post: `${secret.id},${shown.id},x`, age: 0 };
    const [asAda, asBob, guest] = await Promise.all([
      listen(ada, { query }),
      listen(bob, { query }),
      listen(undefined, { query }),
    ]);
    const before = [asAda, asBob, guest].map(({ news }) => news.length);
    await bob.posts('Another secret', { visibility: 1 });
    await bob.comments(secret.id, 'To myself');
    await pause(300);
    expect([asAda, asBob, guest].map(({ news }) => news.length)).toEqual(before);
    await ada.comments(shown.id, 'To all');
    expect(await guest.hears('comments')).toMatchObject({ post: shown.id });
    await ada.post('/v1/user/whisper', { user_id: bob.id, content: 'psst' });
    await asBob.hears('messages');
    await pause(100);
    expect(guest.news).not.toContain('messages');
    await listen(await community.member('cleo')).then(async (cleo) => {
      await bob.post('/v1/user/whisper', { user_id: ada.id, content: 'psst too' });
      await asAda.hears('messages');
      await pause(100);
      expect(cleo.news).not.toContain('messages');
    });
  });

  it('ends within two seconds with the session, wherever that ends, and with a ban', async () => {
    const [laptop, phone] = [await again(ada), await again(ada)];
    const [onLaptop, elsewhere, onPhone] = await Promise.all([
      listen(laptop),
      listen(laptop, { port: ports[1] }),
      listen(phone),
    ]);
    const sessions = (await laptop.get('/v1/user/sessions'))['list'] as { id: number; current: number }[];
    await laptop.post('/v1/user/session/revoke', { id: sessions.find(({ current }) => current)!.id });
    expect(await onLaptop.ends()).toBeLessThan(2_000);
    expect(await elsewhere.ends(2_000)).toBeLessThan(2_000);
    expect(onPhone.isOpen).toBe(true);
    const dora = await community.member('dora');
    const asDora = await listen(dora, { port: ports[1] });
    await (await community.owner()).post('/v1/admin/user/status', { id: dora.id, status: 2 });
    expect(await asDora.ends()).toBeLessThan(2_000);
    expect((await listen(dora)).status).toBe(204);
    expect(onPhone.isOpen).toBe(true);
  });

  it('ends when the community is suspended, and for guests when it is for its members only', async () => {
    const neighbour = await community.neighbour();
    const keeper = await neighbour.owner();
    const { host } = neighbour;
    const [member, guest, here] = await Promise.all([
      listen(keeper, { host }),
      listen(undefined, { host, port: ports[1] }),
      listen(ada),
    ]);
    await keeper.post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value: true }] });
    expect(await guest.ends()).toBeLessThan(2_000);
    expect(member.isOpen).toBe(true);
    const root = await community.app.get(OperatorsService).root();
    await community.app.get(TenantsService).suspend(root, neighbour.tenant.id);
    expect(await member.ends()).toBeLessThan(2_000);
    expect(here.isOpen).toBe(true);
  });

  it('is for so many guests only, and for whoever asks for it as browsers do', async () => {
    const taken = await Promise.all(Array.from({ length: mostGuests }, () => listen()));
    expect(taken.map(({ status }) => status)).toEqual(taken.map(() => 200));
    expect((await listen()).status).toBe(204);
    expect((await listen(ada)).status).toBe(200);
    taken[0]!.close();
    await pause(200);
    expect((await listen()).status).toBe(200);
    const asked = async (headers: Record<string, string>) => (await listen(ada, { headers })).status;
    expect(await asked({ accept: 'text/html' })).toBe(204);
    expect(await asked({ 'sec-fetch-site': 'cross-site' })).toBe(204);
    const head = await community.app.inject({
      method: 'HEAD',
      url: '/live',
      headers: { host: community.host, accept: 'text/event-stream' },
    });
    expect(head.statusCode).toBe(204);
    const many = await Promise.all(Array.from({ length: 14 }, () => listen(bob)));
    expect(many.filter(({ status }) => status === 204)).toHaveLength(2);
  });

  it('tells whoever comes what was new a moment before, and to ask for all where that is not known', async () => {
    await bob.posts('Just before');
    await pause(200);
    const soon = await listen(ada, { query: { age: 500 } });
    await soon.hears('posts');
    expect(soon.events.map(({ event }) => event)).not.toContain('anew');
    for (const age of [70_000, 'x']) await (await listen(ada, { query: { age } })).hears('anew');
  });

  it('ends where this process is not told any more, and begins again', async () => {
    const ear = await listen(ada);
    await withOwnerConnection((await workerCluster()).url, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'paopao-listen' and datname = current_database()`,
      ),
    );
    expect(await ear.ends()).toBeLessThan(2_000);
    let back = await listen(ada);
    for (const from = Date.now(); back.status !== 200 && Date.now() - from < 5_000; back = await listen(ada))
      await pause(50);
    await back.hears('anew');
    await bob.posts('Heard again');
    await back.hears('posts');
  });

  it('does not hold up the end of a process', async () => {
    const third = await bootApi(change);
    const port = await listenAnywhere(third.app);
    const connected = await Promise.all([listen(ada, { port }), listen(undefined, { port })]);
    const from = Date.now();
    await third.app.close();
    expect(Date.now() - from).toBeLessThan(2_000);
    for (const ear of connected) expect(ear.isOpen).toBe(false);
  });
});
