import type { Row } from './copy.js';
import type { Post } from './making.js';

/** The pictures of posts, uploaded by their authors. */
export function mediaOf(posts: readonly Post[]): { media_object: Row[]; media_use: Row[] } {
  const objects: Row[] = [];
  const uses: Row[] = [];
  for (const { id, authorId, createdAt, blocks } of posts) {
    for (const { id: blockId, media } of blocks.filter((block) => 'media' in block)) {
      const object = { id: objects.length + 1, owner_id: authorId, key: media as string, kind: 1 };
      const about = { content_type: 'image/png', size: 120_000, width: 1200, height: 800 };
      objects.push({ ...object, ...about, created_at: new Date(createdAt) });
      uses.push({ object_id: object.id, subject: 'post', subject_id: id, block_id: blockId as number });
    }
  }
  return { media_object: objects, media_use: uses };
}
