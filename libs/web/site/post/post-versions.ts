import { type PostCard, type PostRevision, type ShownBlock, visibility } from '#community/posts';
import { ownPath } from '#web/shell';
import { type Picture, picturesOf, textOf, titleOf } from '#web/ui';
import { type Stretch, wordChanges } from './word-changes.js';

/** What a post said from one moment to the next. */
export interface PostVersion {
  /** When it came to say this. */
  readonly at: Date;
  /** Which edit made it; 0 for the first, as it was posted. */
  readonly edit: number;
  readonly cover: string;
  readonly pictures: readonly Picture[];
  /** All of its text, with what was changed by this edit. */
  readonly changes: readonly Stretch[];
}

interface Said {
  readonly at: Date;
  readonly cover: string;
  readonly text: string;
  readonly pictures: readonly Picture[];
}

/**
 * The newest first. `listed` reads the blocks of a version; of what was for others than it is now, no address is for
 * everybody.
 */
export function versionsOf(
  post: PostCard,
  revisions: readonly PostRevision[],
  listed: (blocks: string, isPublic: boolean) => readonly ShownBlock[],
  site: string,
): PostVersion[] {
  const said = ({ blocks, cover }: PostCard | PostRevision, writtenOn: number, isPublic = false): Said => {
    const shown = listed(blocks, isPublic).map((block) => ({ ...block, content: ownPath(block.content, site) }));
    const text = [titleOf(shown), textOf(shown)].filter(Boolean).join('\n\n');
    return { at: new Date(writtenOn * 1000), cover, text, pictures: picturesOf(shown) };
  };
  const isPublic = post.visibility === visibility.everybody;
  const all = [
    said(post, post.modifiedOn, isPublic),
    ...revisions.map((revision) => said(revision, revision.writtenOn)),
  ];
  return all.map(({ text, ...version }, index) => {
    const older = all[index + 1];
    const changes: Stretch[] = older ? wordChanges(older.text, text) : [{ kind: 'same', text }];
    return { ...version, edit: all.length - 1 - index, changes };
  });
}
