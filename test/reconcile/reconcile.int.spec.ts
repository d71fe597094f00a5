import type { ReconcileKind, ReconcileReport } from '#kernel/jobs';
import { useCommunity } from '../support/use-community.js';
import { Village } from './village.js';

jest.setTimeout(60_000);

const tallies = ({ checked, repaired, failed }: ReconcileReport) => ({ isChecked: checked > 0, repaired, failed });

/** What somebody does to the database by hand: its name, of which kind it is, how many repairs it takes, and the statements. */
type Damage = readonly [what: string, kind: ReconcileKind, repairs: number, statements: (village: Village) => string[]];

const damages: readonly Damage[] = [
  [
    'counters of a post',
    'counter',
    1,
    ({ post }) => [
      `update post set comment_count = 9, star_count = 0, collection_count = 7, edit_count = 0 where id = ${post}`,
    ],
  ],
  ['how often a post is shared', 'counter', 1, ({ post }) => [`update post set share_count = 11 where id = ${post}`]],
  [
    'counters of a comment',
    'counter',
    1,
    ({ comment }) => [`update comment set reply_count = 0, up_count = 5, down_count = 0 where id = ${comment}`],
  ],
  [
    'counters of all members',
    'counter',
    3,
    ({ ada, bob, cleo }) => [
      `update member set post_count = post_count + 3, follow_count = 9, follower_count = 8
      where id in (${ada.id}, ${bob.id}, ${cleo.id})`,
    ],
  ],
  ['counters of topics', 'counter', 2, () => [`update topic set quote_count = quote_count + 5`]],
  [
    'for which topics a post counts',
    'counter',
    3,
    ({ post, gone }) => [
      `delete from post_topic where post_id = ${post}`,
      `insert into post_topic (post_id, topic_id) select ${gone}, id from topic`,
      `update post set tag_keys = '{x}' where visibility = 0`,
    ],
  ],
  ['all topics', 'counter', 2, () => [`delete from topic`]],
  [
    'a missing document',
    'search',
    1,
    ({ post }) => [`delete from search_document where kind = 'post' and id = ${post}`],
  ],
  ['all documents', 'search', 12, () => [`delete from search_document`]],
  [
    'documents of another revision, text or owner',
    'search',
    3,
    ({ post, picture, quote }) => [
      `update search_document set revision = revision + 100 where kind = 'post' and id = ${post}`,
      `update search_document set terms = array_to_tsvector('{adieu}') where kind = 'post' and id = ${picture}`,
      `update search_document set author_id = 1, visibility = 0 where kind = 'post' and id = ${quote}`,
    ],
  ],
  [
    'documents of what is no more',
    'search',
    2,
    ({ gone }) => [
      `delete from search_document where kind = 'post' and id = ${gone}`,
      `insert into search_document
       select 'post', id, 1, 'x', 1, 90, true, now(), now(), 0, array_to_tsvector('{herons,adieu}')
         from unnest(array[${gone}, 99999]::bigint[]) as id`,
    ],
  ],
  [
    'messages about a post that is gone',
    'message',
    2,
    ({ gone, ada, bob, cleo }) => [
      `insert into message (receiver_id, sender_id, type, brief, post_id, comment_id, dedupe_key)
     values (${bob.id}, ${cleo.id}, 2, 'x', ${gone}, 99, 'commented:99:${bob.id}'),
            (${ada.id}, ${cleo.id}, 1, 'x', 99999, null, 'post-quoted:99999:${ada.id}')`,
    ],
  ],
  [
    'all notices of comments, replies and quotes',
    'message',
    6,
    ({ removed }) => [`delete from message where type in (1, 2, 3) and comment_id is distinct from ${removed}`],
  ],
  [
    'messages about friend requests',
    'message',
    3,
    ({ ada, bob, cleo }) => [
      `update message set reply_id = 1 where type = 5 and receiver_id = ${bob.id}`,
      `delete from message where type = 5 and receiver_id = ${cleo.id}`,
      `insert into message (receiver_id, sender_id, type, brief, reply_id, dedupe_key)
     values (${ada.id}, ${cleo.id}, 5, 'x', 1, 'friend-requested:${cleo.id}:1:${ada.id}')`,
    ],
  ],
  [
    'which files are used',
    'media',
    4,
    ({ post, gone }) => [
      `insert into media_use (object_id, subject, subject_id, block_id)
     select max(id), subject, subject_id, 77 from media_object,
            (values ('post', ${post}), ('post', ${gone}), ('comment', 99999)) as x (subject, subject_id) group by 2, 3`,
      `delete from media_use where subject = 'post' and subject_id = (select id from post where has_media)`,
    ],
  ],
  ['the files of the pictures of a member', 'media', 2, () => [`delete from media_use where subject = 'avatar'`]],
  ['the files of the community itself', 'media', 2, () => [`delete from media_use where subject = 'site'`]],
];

describe('the reconciler', () => {
  const community = useCommunity();
  let village: Village;
  let before: unknown;

  beforeAll(async () => {
    village = await Village.build(community);
    before = await village.seen();
  });

  it('finds nothing wrong in what was only lived in', async () => {
    const report = await village.reconcile();
    expect(report).toMatchObject({ by: 'spec', tenants: 1, done: 1, repaired: 0, failed: 0 });
    for (const kind of ['counter', 'search', 'message', 'media'] as const)
      expect({ kind, ...report.byKind[kind] }).toEqual({ kind, checked: expect.any(Number), repaired: 0, failed: 0 });
    expect(report.byKind.counter.checked).toBeGreaterThan(20);
    expect(await village.seen()).toEqual(before);
  });

  it.each(damages)('mends %s', async (_, kind, repairs, statements) => {
    for (const statement of statements(village)) await village.sql(statement);
    const report = await village.reconcile();
    expect({ ...report.byKind[kind], checked: 0 }).toEqual({ checked: 0, repaired: repairs, failed: 0 });
    expect(await village.seen()).toEqual(before);
    expect(tallies(await village.reconcile())).toEqual({ isChecked: true, repaired: 0, failed: 0 });
  });
});
