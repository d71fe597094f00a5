import { randomBytes } from 'node:crypto';
import { hashSecret, randomSecret } from '#kernel/crypto';
import { Clock, TenantDatabase } from '#kernel/database';
import { type Limits, tenantScope } from '#kernel/scope';
import { TenantDirectory, TenantSetup } from '#kernel/tenancy';
import { InvitationsService } from '#community/identity';
import { type Answer, Person } from '../support/person.js';
import { Uploader } from '../support/upload.js';
import { type TestCommunity, useCommunity } from '../support/use-community.js';
import { limit } from './limited.js';

/** Stands still until somebody moves it, in the middle of a day everywhere. */
class MovedClock extends Clock {
  private by = 0;
  override now(): Date {
    return new Date(Date.now() + this.by);
  }
  forward(hours: number): void {
    this.by += hours * 3_600_000;
  }
}

describe('what a plan limits', () => {
  const clock = new MovedClock();
  const first = useCommunity((builder) => builder.overrideProvider(Clock).useValue(clock));
  let community: TestCommunity; // a new one for each test
  beforeEach(async () => {
    community = await first.neighbour();
  });

  const limitTo = (limits: Limits) => limit(community.app, community.tenant, limits);
  const inside = async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };
  const sql = <R extends object>(text: string) =>
    inside(() => community.app.get(TenantDatabase).query<R & Record<string, unknown>>(text));
  const used = () =>
    sql<{ quota: string; used: number }>(
      'select quota, used from cluster.usage where tenant_role = current_user order by 1',
    );
  const times = <T>(count: number, work: (number: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, number) => work(number)));
  const said = ({ status, body }: Answer) => ({ status, ...(JSON.parse(body) as Record<string, unknown>) });
  const refused = (answers: readonly Answer[]) => answers.filter(({ status }) => status !== 200).map(said);
  const full = (quota: string, limit: number, used = limit) => ({
    status: 403,
    code: 100012,
    error: 'quota.exceeded',
    ...{ quota, used, limit },
  });
  const registers = (username: string) =>
    community.guest.request('POST', '/v1/auth/register', { username, password: 'secret-1' });
  const post = (who: Person, content: string, more: object = {}) =>
    who.request('POST', '/v1/post', {
      contents: [{ content, type: 2, sort: 100 }],
      ...{ tags: [], users: [], visibility: 0 },
      ...more,
    });

  it('is not counted where nothing is limited', async () => {
    const ada = await community.member('ada');
    await ada.posts('One');
    await ada.get('/v1/posts?query=one');
    await new Uploader(community.app, ada).file('attachment', zip(1_000), 'application/zip');
    await community.settle();
    expect(await used()).toEqual([]);
  });

  it('are members: as many as it says, however many register at once', async () => {
    await limitTo({ members: 11 }); // the keeper is there already
    const answers = await times(50, (number) => registers(`racer${number}`));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    for (const answer of refused(answers)) expect(answer).toMatchObject(full('members', 11));
    expect(await sql('select count(*) from member')).toEqual([{ count: 11 }]);
    expect(await used()).toEqual([{ quota: 'members', used: 11 }]);
    await limitTo({ members: 5 });
    expect(said(await registers('later'))).toMatchObject(full('members', 5, 11));
  });

  it('are members as they are, whatever was registered while nothing was limited, or is gone', async () => {
    await limitTo({ members: 3 });
    await registers('ada1');
    await limitTo({});
    await times(4, (number) => registers(`bob${number}`));
    await limitTo({ members: 6 });
    expect(said(await registers('cleo'))).toMatchObject(full('members', 6));
    await sql(`update member set deleted_at = now(), revision = revision + 1 where username = 'bob0'`);
    expect((await registers('cleo')).status).toBe(200);
    expect(said(await registers('dan'))).toMatchObject(full('members', 6));
  });

  it('does not keep somebody out who was invited before the community was full', async () => {
    const secret = randomSecret();
    const owner = { username: 'invited', inviteHash: hashSecret(secret) };
    const [setup, db] = [community.app.get(TenantSetup), community.app.get(TenantDatabase)];
    await inside(() => db.transaction(() => setup.setUp((text, values) => db.query(text, values), owner)));
    await limitTo({ members: 2 });
    expect(said(await registers('ada'))).toMatchObject(full('members', 2));
    await inside(() => community.app.get(InvitationsService).accept(secret, 'secret-1'));
    await community.guest.post('/v1/auth/login', { username: 'invited', password: 'secret-1' });
  });

  it('are posts of a day: with those that repeat others, not twice the same, not comments', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts('There before it was limited');
    await limitTo({ posts_per_day: 21 });
    const same = await times(3, () => post(bob, 'The same request three times'));
    expect(refused(same)).toEqual([]);
    expect((await bob.request('POST', '/v1/post/repost', { id })).status).toBe(200);
    expect((await bob.request('POST', '/v1/post/repost', { id })).status).toBe(200); // again: it is there
    expect(await used()).toEqual([{ quota: 'posts_per_day', used: 3 }]);
    const answers = await times(50, (number) => post(number % 2 ? ada : bob, `Racing ${number}`));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(18);
    for (const answer of refused(answers)) expect(answer).toMatchObject(full('posts_per_day', 21));
    expect(await sql('select count(*) from post')).toEqual([{ count: 21 }]);
    await ada.comments(id, 'Comments go on');
    expect(said(await ada.request('POST', '/v1/post/repost', { id }))).toMatchObject(full('posts_per_day', 21));
  });

  it('begins anew with the day of the community, and goes on where a change of its zone brings a day again', async () => {
    const ada = await community.member('ada');
    const zone = async (name: string) => {
      const keeper = await community.owner();
      await keeper.post('/v1/admin/settings/save', { items: [{ key: 'app.time_zone', value: name }] });
    };
    await limitTo({ posts_per_day: 1 });
    expect((await post(ada, 'today')).status).toBe(200);
    expect((await post(ada, 'today as well')).status).toBe(403);
    const move = async (hours: number) => {
      clock.forward(hours);
      await ada.login(ada.username, ada.password);
    };
    await move(24);
    expect((await post(ada, 'tomorrow')).status).toBe(200);
    expect((await post(ada, 'tomorrow as well')).status).toBe(403);
    await zone('Pacific/Pago_Pago');
    expect((await post(ada, 'yesterday again')).status).toBe(403);
    await move(-24);
    expect((await post(ada, 'yesterday for sure')).status).toBe(403);
  });

  it('are searches of a day: for posts, members and topics, not what is suggested', async () => {
    const ada = await community.member('ada');
    await ada.posts('herons');
    await limitTo({ searches_per_day: 10 });
    const answers = await times(50, () => ada.request('GET', '/v1/posts?query=herons'));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    for (const answer of refused(answers)) expect(answer).toMatchObject(full('searches_per_day', 10));
    expect((await ada.request('GET', '/v1/search/suggest?k=ad')).status).toBe(200);
    expect((await ada.request('GET', '/v1/posts?style=newest')).status).toBe(200);
    for (const type of ['post', 'member', 'topic']) {
      const answer = await ada.request('GET', `/v1/search?type=${type}&query=herons`);
      expect(said(answer)).toMatchObject(full('searches_per_day', 10));
    }
    expect(await used()).toEqual([{ quota: 'searches_per_day', used: 10 }]);
  });

  it('are bytes of files, in place of the room that every community has', async () => {
    await limitTo({ media_bytes: 1_000_000 });
    const people = await times(4, (number) => community.member(`ada${number}`));
    const uploaders = people.map((person) => new Uploader(community.app, person));
    const answers = await times(50, (number) =>
      uploaders[number % 4]!.attempt('attachment', zip(95_000), 'application/zip'),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    for (const answer of refused(answers)) {
      const { status, code, quota, limit: most, used: taken } = answer as Record<string, unknown>;
      expect([status, code, quota, most]).toEqual([507, 10203, 'media_bytes', 1_000_000]);
      expect(taken).toBeLessThanOrEqual(1_000_000);
    }
    expect(await sql('select bytes from media_usage where member_id = 0')).toEqual([{ bytes: 950_000 }]);
    await limitTo({ media_bytes: 0 });
    const none = said(await uploaders[0]!.attempt('attachment', zip(10), 'application/zip'));
    expect(none).toMatchObject({ status: 507, quota: 'media_bytes', limit: 0 });
  });

  it('are tasks of a day: nothing is refused, but what is beyond is done later', async () => {
    const ada = await community.member('ada');
    await community.settle();
    await limitTo({ tasks_per_day: 2 });
    const answers = await times(20, (number) => post(ada, `Nr ${number}`, { tags: ['herons'] }));
    expect(refused(answers)).toEqual([]);
    const [tasks] = await sql<{ all: number; later: number; soon: number }>(
      `select count(*) as all, count(*) filter (where is_later) as later,
              count(*) filter (where is_later and run_after > now() + interval '70 seconds') as soon
         from jobs.task where tenant_role = current_user`,
    );
    expect(tasks!.all).toBeGreaterThan(20);
    expect([tasks!.all - tasks!.later, tasks!.soon]).toEqual([2, 0]);
    expect(await used()).toEqual([{ quota: 'tasks_per_day', used: tasks!.all }]);
  });

  it('is told to the administrators once, when four fifths are used', async () => {
    const keeper = await community.owner();
    const told = async () => {
      await community.settle();
      return (await keeper.messages('system')).map(({ brief }) => brief);
    };
    await limitTo({ members: 10, posts_per_day: 5 });
    await times(6, (number) => registers(`ada${number}`));
    expect(await told()).toEqual([]);
    await registers('ada7');
    expect(await told()).toEqual([expect.stringContaining('80%')]);
    await registers('ada8');
    expect(await told()).toHaveLength(1);
    for (const content of ['a', 'b', 'c', 'd', 'e']) await post(keeper, content);
    expect(await told()).toHaveLength(2);
    const member = await new Person(community.app, community.host).login('ada7', 'secret-1');
    expect(await member.messages('system')).toEqual([]);
  });
});

const zip = (size: number) => Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(Math.max(0, size - 4))]);
