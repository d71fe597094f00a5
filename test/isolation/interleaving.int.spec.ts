import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clusters, TenantDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import type { Tenant } from '#kernel/scope';
import type { Api } from '../../apps/api/create-api.js';
import { makeTenant, type TestTenant } from '../support/make-tenant.js';
import { listenAnywhere } from '../support/raw-request.js';
import { bootApi } from '../support/use-community.js';
import { canaryOf, Crowd, foreignWords, type Place } from './crowd.js';
import { Observer } from './observer.js';
import { restingPlaces } from './resting-connections.js';
import { nextVisit } from './visits.js';

const password = 'password';

/** Many communities with the same ids and the same names, and their visitors. */
class Town {
  readonly problems: string[] = [];
  readonly counted = { answered: 0, written: 0, refused: 0, brokenOff: 0 };

  private constructor(
    readonly places: readonly Place[],
    private readonly crowd: Crowd,
  ) {}

  static async found(healthy: Api, port: number, communities: number): Promise<Town> {
    const crowd = new Crowd(port);
    const suffix = randomBytes(4).toString('hex');
    const places: Place[] = [];
    for (let number = 0; number < communities; number += 1) {
      const canary = canaryOf(number);
      places.push(await settle(canary, await makeTenant(`${canary}-${suffix}`, healthy.app), crowd));
    }
    return new Town(places, crowd);
  }

  /** The same visitors, who now go to another door. */
  at(port: number): Town {
    this.crowd.close();
    return new Town(this.places, new Crowd(port));
  }

  async visit(requests: number, atOnce = 40): Promise<void> {
    await this.crowd.run(requests, atOnce, (number) => this.turn(number));
  }

  close(): void {
    this.crowd.close();
  }

  private async turn(number: number): Promise<void> {
    const place = this.crowd.pick(this.places);
    const { status, shows, acknowledged, ...sent } = nextVisit(this.crowd, place, number);
    const reply = await this.crowd.send(place.host, sent);
    if (!reply) return void (this.counted.brokenOff += 1);
    this.counted.answered += 1;
    const what = `${sent.method} ${sent.path} in ${place.canary}`;
    const foreign = foreignWords(reply.body, place.canary);
    if (foreign.length) this.problems.push(`${what}: shows ${foreign.join(', ')}`);
    if (reply.status !== status) {
      return void this.problems.push(`${what}: ${reply.status} ${reply.body.slice(0, 200)}, expected ${status}`);
    }
    if (shows && !reply.body.includes(place.canary)) this.problems.push(`${what}: does not show its own word`);
    if (status >= 400) this.counted.refused += 1;
    if (acknowledged) this.counted.written += 1;
    acknowledged?.(reply);
  }
}

/** Three members and three posts. */
async function settle(canary: string, { host, role, schema }: TestTenant, crowd: Crowd): Promise<Place> {
  const call = async (path: string, body: unknown, token?: string) => {
    const reply = await crowd.send(host, { method: 'POST', path, body, token });
    return (JSON.parse(reply!.body) as { data: { id: number; token: string } }).data;
  };
  const people = ['member0', 'member1', 'member2'].map(async (username) => {
    const { id } = await call('/v1/auth/register', { username, password });
    return { id, token: (await call('/v1/auth/login', { username, password })).token };
  });
  const members = await Promise.all(people);
  const posts = new Map<number, string>();
  for (const { token } of members) {
    const content = `${canary} first ${posts.size}`;
    const body = { contents: [{ content, type: 2, sort: 100 }], tags: [canary], users: [], visibility: 0 };
    posts.set((await call('/v1/post', body, token)).id, content);
  }
  const [tokens, memberIds] = [members.map(({ token }) => token), members.map(({ id }) => id)];
  const [stars, follows, whispers] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const nothing = { comments: new Map(), stars, follows, whispers, unstarred: [] };
  return { canary, host, role, schema, tokens, memberIds, posts, ...nothing };
}

describe('20,000 requests of 50 communities over three connections', () => {
  const requests = 20_000;
  let api: Api;
  let town: Town;
  let observer: Observer;
  beforeAll(async () => {
    api = await bootApi();
    const clusters = api.app.get(Clusters);
    observer = await Observer.open(clusters.get(clusters.control).url);
    town = await Town.found(api, await listenAnywhere(api.app), 50);
    await api.app.get(Dispatcher).settle(); // what is searched for is found from the first visit on
    await api.app.get(Dispatcher).start();
  }, 120_000);
  afterAll(async () => {
    town?.close();
    await observer?.close();
    await api?.app.close();
  });

  it('are each answered with their own community, and no other', async () => {
    await town.visit(requests);
    const { answered, brokenOff, written, refused } = town.counted;
    expect(town.problems.slice(0, 20)).toEqual([]);
    expect(answered + brokenOff).toBe(requests);
    expect(written / requests).toBeGreaterThan(0.18);
    expect(Math.min(refused, brokenOff)).toBeGreaterThan(requests / 100);
  }, 240_000);

  it('leave the three connections as they found them', async () => {
    const clusters = api.app.get(Clusters);
    const { pool, namespace } = clusters.get(clusters.control);
    expect(pool.size).toBeLessThanOrEqual(3);
    expect(await restingPlaces(pool, 3)).toEqual(Array(3).fill({ role: `${namespace}_app`, path: '' }));
  });

  it('are kept where they were acknowledged, each in its own community', async () => {
    await api.app.get(Dispatcher).settle();
    for (const place of town.places) {
      const { schema, canary } = place;
      const rows = (sql: string) => observer.query<{ key: string; text: string }>(sql.replaceAll('@', `${schema}.`));
      const texts = async (sql: string) => new Map((await rows(sql)).map(({ key, text }) => [Number(key), text]));
      const posts = await texts(`select id as key, blocks->0->>'content' as text from @post`);
      const comments = await texts(`select id as key, blocks->0->>'content' as text from @comment`);
      const stars = (await rows(`select member_id || ' ' || post_id as key from @post_star`)).map(({ key }) => key);
      const follows = (
        await rows(`select member_id || ' ' || other_id as key from @relation where kind = 'follow'`)
      ).map(({ key }) => key);
      const whispers = (await rows(`select content as key from @message where type = 4`)).map(({ key }) => key);
      expect([canary, [...place.posts].filter(([id, text]) => posts.get(id) !== text)]).toEqual([canary, []]);
      expect([canary, [...place.comments].filter(([id, text]) => comments.get(id) !== text)]).toEqual([canary, []]);
      expect([canary, [...place.stars].filter((star) => !stars.includes(star))]).toEqual([canary, []]);
      expect([canary, [...place.follows].filter((pair) => !follows.includes(pair))]).toEqual([canary, []]);
      expect([canary, [...place.whispers].filter((text) => !whispers.includes(text))]).toEqual([canary, []]);
      const [counts] = await rows(
        `select (select sum(star_count) from @post) || ' ' || (select sum(comment_count) from @post) as key,
                (select count(*) from @post_star) || ' ' || (select count(*) from @comment) as text`,
      );
      expect([canary, counts!.key]).toEqual([canary, counts!.text]);
    }
  });

  it('have told of each comment, once and in its community', async () => {
    for (const { schema, canary } of town.places) {
      const [told] = await observer.query<{ messages: string; comments: string }>(
        `select (select count(*) from ${schema}.message where comment_id > 0) as messages,
                (select count(*) from ${schema}.comment c join ${schema}.post p on p.id = c.post_id where p.author_id <> c.author_id) as comments`,
      );
      expect([canary, told!.messages]).toEqual([canary, told!.comments]);
    }
    expect(await observer.undelivered(...town.places)).toEqual([]);
  });

  it('have written no word of one community anywhere in another', async () => {
    for (const place of town.places) {
      const all = (await observer.everything(place)).join('\n');
      expect([place.canary, foreignWords(all, place.canary)]).toEqual([place.canary, []]);
      expect(all).toContain(place.canary);
    }
  });
});

/** One tenant for the whole process, as it was before there were scopes: each unit of work is the one's who came before. */
@Injectable()
class OneForAll extends TenantDatabase {
  private last?: Tenant;

  protected override opening(tenant: Tenant): string {
    const opening = super.opening(this.last ?? tenant);
    this.last = tenant;
    return opening;
  }
}

describe('requests that a broken seam mixes', () => {
  it('are noticed', async () => {
    const healthy = await bootApi();
    const broken = await bootApi((builder) => builder.overrideProvider(TenantDatabase).useClass(OneForAll));
    const founded = await Town.found(healthy, await listenAnywhere(healthy.app), 4);
    const town = founded.at(await listenAnywhere(broken.app));
    await town.visit(200);
    town.close();
    for (const { app } of [broken, healthy]) await app.close();
    expect(town.problems.filter((problem) => problem.includes(': shows zq')).length).toBeGreaterThan(10);
  }, 60_000);
});
