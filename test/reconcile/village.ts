import { randomUUID } from 'node:crypto';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { Reconciler, type ReconcileReport } from '#kernel/jobs';
import { TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Member } from '#community/identity';
import { MediaObjectsService, MediaUrls, SitePicturesService } from '#community/media';
import type { Data, Person } from '../support/person.js';
import type { TestCommunity } from '../support/use-community.js';

/** A community in which something of everything has happened, all of it through the API. */
export class Village {
  post = 0;
  picture = 0;
  comment = 0;
  reply = 0;
  quote = 0;
  gone = 0;
  /** A comment, of which the notice stays. */
  removed = 0;
  private seenAt = 0;

  private constructor(
    readonly community: TestCommunity,
    readonly tenant: Tenant,
    readonly ada: Person,
    readonly bob: Person,
    readonly cleo: Person,
  ) {}

  static async build(community: TestCommunity): Promise<Village> {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    const people = [
      await community.member('ada'),
      await community.member('bob'),
      await community.member('cleo'),
    ] as const;
    const village = new Village(community, tenant, ...people);
    await village.live();
    await community.settle();
    return village;
  }

  inside = <T>(work: () => Promise<T>): Promise<T> => tenantScope.run(this.tenant, work);
  sql = <R extends Row = Row>(text: string, values: unknown[] = []): Promise<R[]> =>
    this.inside(() => this.community.app.get(TenantDatabase).query<R>(text, values));

  /** A run over this community, to its end. */
  async reconcile(isServed = false): Promise<ReconcileReport> {
    const reconciler = this.community.app.get(Reconciler);
    return this.finish(await reconciler.request('spec', this.tenant.role), isServed);
  }

  /** `isServed`: tasks run by themselves. */
  async finish(id: Id, isServed = false): Promise<ReconcileReport> {
    for (;;) {
      await (isServed ? new Promise((resolve) => setTimeout(resolve, 50)) : this.community.settle());
      const report = await this.community.app.get(Reconciler).find(id);
      if (report!.finishedAt) return report!;
    }
  }

  /** What three members and a guest see, without what tells a message made anew from the one before. */
  async seen(): Promise<unknown> {
    const wait = this.seenAt + 1_000 - Date.now(); // counts of messages are remembered that long
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const views: unknown[] = [];
    for (const person of [this.ada, this.bob, this.cleo, this.community.guest]) {
      const read = async (path: string) => person.get(path).catch((error: Error) => ({ refused: error.message }));
      for (const path of this.paths()) views.push(stripped(await read(path)));
      if (person.token) views.push(await this.heard(person));
    }
    this.seenAt = Date.now();
    return views;
  }

  /** A file of this member, as an upload leaves it. */
  async file(owner: Person): Promise<string> {
    const path = `public/image/${randomUUID()}.png`;
    const key = `t/${this.tenant.id}/${path}`;
    return this.inside(async () => {
      await this.community.app.get(TenantObjects).put(path, Buffer.from('bytes'), { type: 'image/png' });
      const about = { contentType: 'image/png', size: 5, width: 1, height: 1 };
      await this.community.app.get(MediaObjectsService).keep(owner.id, key, about);
      return this.community.app.get(MediaUrls).urlOf(key);
    });
  }

  private paths(): string[] {
    const lists = [
      'style=newest',
      'style=hots',
      'style=following',
      'query=herons',
      'query=birds&type=tag',
      'query=adieu',
    ];
    return [
      ...lists.map((list) => `/v1/posts?${list}&page_size=50`),
      ...[this.post, this.picture, this.quote].flatMap((id) => [
        `/v1/post?id=${id}`,
        `/v1/post/comments?id=${id}&page_size=50`,
      ]),
      ...['ada', 'bob', 'cleo'].map((name) => `/v1/user/profile?username=${name}`),
      '/v1/tags?type=hot&num=20',
    ];
  }

  private async heard(person: Person): Promise<unknown> {
    const messages = await person.messages();
    for (const message of messages) for (const part of ['id', 'created_on', 'modified_on']) delete message[part];
    return {
      messages: messages.map((message) => JSON.stringify(stripped(message))).toSorted(),
      unread: await person.get('/v1/user/msgcount/unread'),
    };
  }

  private async live(): Promise<void> {
    const { ada, bob, cleo } = this;
    await bob.post('/v1/user/follow', { user_id: ada.id });
    await cleo.post('/v1/user/follow', { user_id: ada.id });
    await cleo.post('/v1/user/follow', { user_id: bob.id });
    await this.befriend(ada, bob);
    await bob.post('/v1/friend/requesting', { user_id: cleo.id, greetings: 'herons?' });
    await cleo.post('/v1/friend/requesting', { user_id: ada.id, greetings: 'or not' });
    await cleo.post('/v1/friend/withdraw', { user_id: ada.id });
    await this.write();
    await this.discuss();
  }

  private async befriend(from: Person, to: Person): Promise<void> {
    await from.post('/v1/friend/requesting', { user_id: to.id, greetings: 'friends?' });
    await this.community.settle();
    await to.post('/v1/friend/add', { user_id: from.id });
  }

  private async write(): Promise<void> {
    const { ada, bob, cleo } = this;
    this.post = (await ada.posts('herons by the water', { tags: ['birds', 'Water'] })).id;
    await ada.posts('herons in private', { tags: ['birds'], visibility: 1 });
    await ada.posts('herons for friends', { visibility: 2 });
    this.gone = (await bob.posts('adieu', { tags: ['birds'] })).id;
    await cleo.comments(this.gone, 'adieu to you');
    await this.community.settle();
    await bob.delete('/v1/post', { id: this.gone });
    const shown = { content: await this.file(bob), type: 3, sort: 101 };
    const text = { content: 'a picture of herons', type: 2, sort: 100 };
    const picture = await bob.post('/v1/post', { contents: [text, shown], tags: ['birds'], users: [], visibility: 0 });
    this.picture = picture['id'] as number;
    const contents = [{ content: 'herons, I say', type: 2, sort: 100 }];
    const quote = await bob.post('/v1/post', { contents, tags: [], users: [], visibility: 0, quote_id: this.post });
    this.quote = quote['id'] as number;
    await cleo.post('/v1/post/repost', { id: this.post });
    await ada.post('/v1/post/edit', {
      id: this.post,
      contents: [{ content: 'herons by the still water', type: 2, sort: 100 }],
      tags: ['birds', 'Water'],
      users: [],
    });
  }

  private async discuss(): Promise<void> {
    const { ada, bob, cleo } = this;
    for (const person of [bob, cleo]) await person.post('/v1/post/star', { id: this.post });
    await cleo.post('/v1/post/collection', { id: this.post });
    this.comment = (await bob.comments(this.post, 'Where?')).id;
    await cleo.comments(this.picture, 'Nice');
    const reply = { comment_id: this.comment, content: 'By the mill', at_user_id: 0 };
    this.reply = (await cleo.post('/v1/post/comment/reply', reply))['id'] as number;
    const removed = await cleo.comments(this.post, 'Nowhere');
    this.removed = removed.id;
    await this.community.settle();
    await cleo.delete('/v1/post/comment', { id: removed.id });
    const on = { tweet_id: this.post, comment_id: this.comment };
    await ada.post('/v1/tweet/comment/thumbsup', on);
    await cleo.post('/v1/tweet/comment/thumbsdown', on);
    const avatar = await this.file(ada);
    await ada.post('/v1/user/avatar', { avatar });
    await ada.post('/v1/user/cover', { cover: await this.file(ada) });
    const keeper = { id: ada.id } as Member;
    for (const which of ['wideLogo', 'cover'] as const) {
      const address = await this.file(ada);
      await this.inside(() => this.community.app.get(SitePicturesService).choose(keeper, address, which));
    }
  }
}

/** Topics that are made anew have other ids. */
function stripped(seen: unknown): unknown {
  const { topics } = (seen ?? {}) as { topics?: Data[] };
  for (const topic of topics ?? []) delete topic['id'];
  return seen;
}
