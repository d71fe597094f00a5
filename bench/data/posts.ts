import type { Row } from './copy.js';
import { beginning, type Making, now, type Post, requestKeyOf } from './making.js';
import type { Random } from './random.js';
import { tagsOf, textOf } from './texts.js';

/** Posts in the order of their ids and times; what others add to them is counted later. */
export function makePosts(making: Making): void {
  const { random, size, tenantId, canary, textOf: given } = making;
  for (let id = 1; id <= size.posts; id++) {
    const createdAt = beginning + Math.floor((id / (size.posts + 1)) * (now - beginning));
    const contents = [
      { type: 2, content: (given ?? textOf)(random, canary) } as { type: number; content?: string; media?: string },
    ];
    if (!given && random.chance(0.3)) {
      for (let picture = 0; picture <= random.below(3); picture++)
        contents.push({ type: 3, media: `t/${tenantId}/public/image/${pictureName(random)}.png` });
    }
    const blocks = contents.map((block, index) => ({
      id: making.nextBlock++,
      post_id: id,
      sort: 100 + index,
      ...block,
    }));
    making.posts.push({
      id,
      authorId: 1 + random.skewed(size.members),
      visibility: random.chance(0.08) ? random.of([0, 50, 60]) : 90,
      createdAt,
      blocks,
      tags: random.chance(0.6) ? tagsOf(random) : [],
      comments: 0,
      stars: 0,
      latest: createdAt,
    });
  }
}

export function postRow({ id, authorId, visibility, createdAt, blocks, tags, comments, stars, latest }: Post): Row {
  return {
    id,
    author_id: authorId,
    blocks: { json: blocks },
    tags,
    tag_keys: tags.map((tag) => tag.normalize('NFC').toLowerCase()),
    visibility,
    comment_count: comments,
    star_count: stars,
    ip: '127.0.0.1',
    request_key: requestKeyOf(id),
    revision: 1 + comments + stars,
    created_at: new Date(createdAt),
    modified_at: new Date(createdAt),
    latest_replied_at: new Date(latest),
  };
}

const pictureName = (random: Random): string => [2, 2, 2, 2, 12].map((length) => hex(random, length)).join('/');

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => random.below(16).toString(16)).join('');
