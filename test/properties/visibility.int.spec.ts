import fc from 'fast-check';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../support/person.js';
import { propertySeed } from '../support/property-seed.js';
import { useCommunity } from '../support/use-community.js';
import { type ModelPost, type Tie, VisibilityModel } from './visibility-model.js';

const names = ['ada', 'bob', 'cleo', 'keeper'] as const;
const administrator = 'keeper';
const histories = 1_000;
/** Posts in one history, which are then the newest of all. */
const most = 7;

/** Numbers that the history makes members and posts of. */
type Step =
  | { readonly kind: 'publish'; readonly by: number; readonly visibility: number; readonly mention: number }
  | { readonly kind: 'change'; readonly post: number; readonly visibility: number }
  | { readonly kind: 'delete'; readonly post: number }
  | { readonly kind: 'comment'; readonly post: number; readonly by: number }
  | { readonly kind: 'tie'; readonly by: number; readonly to: number; readonly tie: Tie; readonly on: boolean };

const nth = fc.nat({ max: 11 });
const wire = fc.integer({ min: 0, max: 3 });
const publish = fc.record({ kind: fc.constant('publish' as const), by: nth, visibility: wire, mention: nth });
const tied = fc.record({
  kind: fc.constant('tie' as const),
  by: nth,
  to: nth,
  tie: fc.constantFrom<Tie>('follow', 'follow', 'friend', 'friend', 'block', 'mute'),
  on: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: publish },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change' as const), post: nth, visibility: wire }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), post: nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('comment' as const), post: nth, by: nth }) },
  { weight: 4, arbitrary: tied },
);
const history = fc
  .tuple(publish, fc.array(step, { minLength: 2, maxLength: most - 1 }))
  .map(([first, rest]) => [first, ...rest]);
/** Who looks at what has become of it, beside a guest. */
const watchers = fc.shuffledSubarray([...names], { minLength: 2, maxLength: 2 });

describe('what is generated and seen', () => {
  const community = useCommunity();
  const people = new Map<string, Person>();
  const model = new VisibilityModel(administrator);
  let round = 0;
  beforeAll(async () => {
    for (const name of names)
      people.set(name, await (name === administrator ? community.owner() : community.member(name)));
  });

  /** Nobody may ask the same member again and again; here it is as if they never had. */
  async function endFriendship(one: Person, other: Person): Promise<void> {
    await one.post('/v1/friend/delete', { user_id: other.id });
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const forget = `delete from relation where kind = 'request' and member_id = any($1) and other_id = any($1)`;
    await tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(forget, [[one.id, other.id]]));
  }

  const nameOf = (number: number): string => names[number % names.length]!;

  /** One history after the other in the same community: the ties of the last one are the beginning of the next. */
  class History {
    readonly posts: ModelPost[] = [];
    readonly word = `story${(round += 1)}x`;

    async take(one: Step): Promise<void> {
      if (one.kind === 'publish') return this.publish(one);
      if (one.kind === 'tie') return this.tie(one);
      const post = this.posts[one.post % this.posts.length]!;
      if (one.kind === 'comment') return this.comment(post, nameOf(one.by));
      if (post.deleted) return;
      const author = people.get(post.author)!;
      if (one.kind === 'delete') {
        await author.delete('/v1/post', { id: post.id });
        post.deleted = true;
      } else {
        await author.post('/v1/post/visibility', { id: post.id, visibility: one.visibility });
        post.visibility = one.visibility;
      }
    }

    private async publish({ by, visibility, mention }: Extract<Step, { kind: 'publish' }>): Promise<void> {
      const author = nameOf(by);
      const mentioned = [nameOf(mention)];
      const text = `${this.word} part ${this.posts.length}`;
      const { id } = await people.get(author)!.posts(text, { tags: [this.word], users: mentioned, visibility });
      this.posts.push({ id, author, visibility, deleted: false, mentioned: visibility === 1 ? [] : mentioned });
    }

    /** Refused exactly to whom the post is not shown. */
    private async comment(post: ModelPost, by: string): Promise<void> {
      const contents = [{ content: `${this.word} indeed`, type: 2, sort: 100 }];
      const body = { post_id: post.id, contents, users: [] };
      const { status } = await people.get(by)!.request('POST', '/v1/post/comment', body);
      expect({ by, post, status }).toEqual({ by, post, status: post.deleted ? 404 : model.sees(by, post) ? 200 : 403 });
    }

    private async tie({ by, to, tie, on }: Extract<Step, { kind: 'tie' }>): Promise<void> {
      const [one, other] = [nameOf(by), nameOf(to)];
      if (one === other) return;
      const [mine, theirs] = [people.get(one)!, people.get(other)!];
      if (on && tie !== 'block' && tie !== 'mute' && model.blocked(one, other)) {
        const route = tie === 'follow' ? '/v1/user/follow' : '/v1/friend/requesting';
        const refused = await mine.request('POST', route, { user_id: theirs.id, greetings: 'hello' });
        return void expect(JSON.parse(refused.body)).toMatchObject({ error: 'relation.blocked' });
      }
      if (tie !== 'friend') await mine.post(`/v1/user/${on ? '' : 'un'}${tie}`, { user_id: theirs.id });
      else if (!on) await endFriendship(mine, theirs);
      else {
        await mine.post('/v1/friend/requesting', { user_id: theirs.id, greetings: 'hello' });
        if (!model.has(one, 'friend', other)) await theirs.post('/v1/friend/add', { user_id: mine.id });
      }
      model.tie(one, tie, other, on);
    }
  }

  const idsIn = async (who: Person, url: string, posts: readonly ModelPost[]): Promise<number[]> => {
    const list = (await who.get(url))['list'] as { id: number }[];
    const known = new Set(posts.map(({ id }) => id));
    return list
      .map(({ id }) => id)
      .filter((id) => known.has(id))
      .toSorted((one, other) => one - other);
  };

  async function look(viewer: string | null, { posts, word }: History): Promise<void> {
    const who = viewer === null ? community.guest : people.get(viewer)!;
    const expected = (rule: (post: ModelPost) => boolean) => posts.filter(rule).map(({ id }) => id);
    const seen: Record<string, unknown> = {};
    const right: Record<string, unknown> = {};
    const compare = async (what: string, url: string, rule: (post: ModelPost) => boolean): Promise<void> => {
      seen[what] = await idsIn(who, url, posts);
      right[what] = expected(rule);
    };
    await compare('topic', `/v1/posts?query=${word}&type=tag&page_size=${most}`, (post) => model.isFound(viewer, post));
    await compare('search', `/v1/posts?query=${word}&page_size=${most}`, (post) => model.isFound(viewer, post));
    await compare('newest', `/v1/posts?style=newest&page_size=${most}`, (post) => model.isNewest(viewer, post));
    for (const author of new Set(posts.map((post) => post.author)))
      await compare(
        `posts of ${author}`,
        `/v1/user/posts?username=${author}&style=post&page_size=${most}`,
        (post) => post.author === author && model.sees(viewer, post),
      );
    for (const post of posts) {
      seen[`post ${post.id}`] = (await who.request('GET', `/v1/post?id=${post.id}`)).status;
      right[`post ${post.id}`] = post.deleted ? 404 : model.sees(viewer, post) ? 200 : 403;
    }
    if (viewer !== null) {
      await compare('following', `/v1/posts?style=following&page_size=${most}`, (post) =>
        model.isFollowed(viewer, post),
      );
      const leaked = (await who.messages()).filter(({ post }) =>
        posts.some((one) => one.id === (post as { id: number }).id && !model.sees(viewer, one)),
      );
      seen['posts in messages that may not be seen'] = leaked.length;
      right['posts in messages that may not be seen'] = 0;
    }
    expect({ viewer, posts, seen }).toEqual({ viewer, posts, seen: right });
  }

  it(`agrees with the model in every list, in detail, search and messages, over ${histories} histories`, async () => {
    const run = async (steps: readonly Step[], members: readonly string[]): Promise<void> => {
      const story = new History();
      for (const one of steps) await story.take(one);
      await community.settle();
      await Promise.all([null, ...members].map((viewer) => look(viewer, story)));
    };
    await fc.assert(fc.asyncProperty(history, watchers, run), {
      numRuns: histories,
      seed: propertySeed('visibility'),
      endOnFailure: true, // what came before is part of each history, so a smaller one says nothing
    });
  }, 400_000);
});
