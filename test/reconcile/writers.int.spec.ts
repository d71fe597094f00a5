import { setTimeout as pause } from 'node:timers/promises';
import { Dispatcher } from '#kernel/jobs';
import type { Person } from '../support/person.js';
import { useCommunity } from '../support/use-community.js';
import { Village } from './village.js';

jest.setTimeout(120_000);

/** Rows whose counters are not what they count, by statements of its own. */
const wrong = `
  select 'post' as what, id from post p where deleted_at is null and (comment_count, star_count, collection_count, share_count)
      <> ((select count(*) from comment where post_id = p.id and deleted_at is null), (select count(*) from post_star where post_id = p.id),
          (select count(*) from post_collection where post_id = p.id), (select count(*) from post where quoted_id = p.id and deleted_at is null))
  union all
  select 'comment', id from comment c where deleted_at is null and (reply_count, up_count, down_count)
      <> ((select count(*) from comment where parent_id = c.id and deleted_at is null),
          (select count(*) from comment_vote where comment_id = c.id and vote = 1), (select count(*) from comment_vote where comment_id = c.id and vote = -1))
  union all
  select 'member', id from member m where (post_count, follow_count, follower_count)
      <> ((select count(*) from post where author_id = m.id and deleted_at is null),
          (select count(*) from relation where member_id = m.id and kind = 'follow'), (select count(*) from relation where other_id = m.id and kind = 'follow'))
  union all
  select 'topic', id from topic t where quote_count <> (select count(*) from post_topic where topic_id = t.id)`;

describe('the reconciler, while members write', () => {
  const community = useCommunity();
  let village: Village;
  let isOver = false;
  let made = 0;

  beforeAll(async () => {
    village = await Village.build(community);
    await community.app.get(Dispatcher).start();
  });

  /** One of everything that moves a counter, again and again; a refusal is right where others were faster. */
  async function write(person: Person, other: Person): Promise<void> {
    const { post, comment } = village;
    while (!isOver) {
      await pause(80); // a post has at most 1,000 comments, and a slow machine has to keep up with them
      const number = (made += 1);
      const text = [{ content: `number ${number}`, type: 2, sort: 100 }];
      const own = await person.post('/v1/post', {
        contents: text,
        tags: ['birds', `t${number % 3}`],
        users: [],
        visibility: 0,
        quote_id: post,
      });
      const said = await person.comments(post, `number ${number}`);
      await Promise.all([
        person.request('POST', '/v1/post/star', { id: post }),
        person.request('POST', '/v1/post/collection', { id: post }),
        person.request('POST', '/v1/tweet/comment/thumbsup', { tweet_id: post, comment_id: comment }),
        person.request('POST', '/v1/post/comment/reply', {
          comment_id: comment,
          content: `number ${number}`,
          at_user_id: 0,
        }),
      ]);
      await person.request('POST', number % 2 ? '/v1/user/follow' : '/v1/user/unfollow', { user_id: other.id });
      await person.delete('/v1/post/comment', { id: said.id });
      if (number % 2) await person.delete('/v1/post', { id: own['id'] });
    }
  }

  async function during(work: () => Promise<void>): Promise<void> {
    isOver = false;
    const { ada, bob, cleo } = village;
    const writers = [write(ada, bob), write(bob, cleo), write(cleo, ada), write(ada, cleo)];
    try {
      await work();
    } finally {
      isOver = true;
      await Promise.all(writers);
      await community.settle();
    }
  }

  it('takes nothing for wrong that is only under way', async () => {
    const before = made;
    await during(async () => {
      for (let run = 0; run < 3; run += 1) {
        const { byKind, failed } = await village.reconcile(true);
        expect({ run, byKind, failed }).toMatchObject({
          failed: 0,
          byKind: {
            counter: { repaired: 0 },
            search: { repaired: 0 },
            message: { repaired: 0 },
            media: { repaired: 0 },
          },
        });
      }
    });
    expect(made).toBeGreaterThan(before + 10);
    expect(await village.sql(wrong)).toEqual([]);
  });

  it('mends what is wrong, and every change meanwhile counts', async () => {
    let repaired = 0;
    await during(async () => {
      for (let run = 0; run < 3; run += 1) {
        await village.sql(
          `update post set comment_count = comment_count + 7, star_count = star_count + 3, share_count = 0 where id = $1`,
          [village.post],
        );
        await village.sql(`update comment set reply_count = 1, up_count = 9 where id = $1`, [village.comment]);
        await village.sql(`update member set follow_count = 5, post_count = post_count + 1`);
        await village.sql(`update topic set quote_count = quote_count + 11`);
        repaired += (await village.reconcile(true)).repaired;
      }
    });
    expect(repaired).toBeGreaterThan(18);
    expect(await village.sql(wrong)).toEqual([]);
    expect((await village.reconcile()).repaired).toBe(0);
  });
});
