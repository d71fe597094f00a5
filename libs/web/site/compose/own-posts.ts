import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError, validated } from '#kernel/http';
import type { Member } from '#community/identity';
import {
  BlockViews,
  EditPostDto,
  type PostCard,
  PostEditsService,
  PostsService,
  type ShownBlock,
  tagKey,
  visibility,
} from '#community/posts';
import type { ReadingVisit } from '#web/shell';
import type { QuotedView } from '#web/ui';
import { ShownPosts } from '../posts/shown-posts.js';
import type { SentForm, SentItem } from './sent-forms.js';
import { addressKey, blockType, foundIn, typedPost } from './typed-post.js';

/** A post as its author finds it in the composer. */
export interface OwnPost {
  readonly id: Id;
  readonly card: PostCard;
  readonly said: Pick<SentForm, 'values' | 'items'>;
}

/** Posts that their authors edit, as `POST /v1/post/edit` does. */
@Injectable()
export class OwnPosts {
  constructor(
    private readonly posts: PostsService,
    private readonly edits: PostEditsService,
    private readonly blocks: BlockViews,
    private readonly shown: ShownPosts,
  ) {}

  /** Those of others, and repeated ones, which say nothing, cannot be edited. */
  async get(member: Member, id: Id): Promise<OwnPost> {
    const card = await this.posts.getCard(member, id);
    const isRepost = card.quotedId !== null && card.blocks === '[]';
    if (card.author.id !== member.id || isRepost) throw new AppError('member.forbidden');
    const blocks = this.blocks.list(card.blocks, card.visibility === visibility.everybody);
    return { id, card, said: { values: textsOf(blocks, card.cover), items: itemsOf(blocks) } };
  }

  async edit(member: Member, { id, card, said }: OwnPost, { values, items }: SentForm): Promise<void> {
    const { content = '', title, cover = '' } = values;
    const typed = typedPost({ content, title: title?.trim() || undefined, items });
    const tags = [...unsaidTags(card, said.values), ...typed.tags];
    await this.edits.edit(member, await validated(EditPostDto, { id, ...typed, tags, cover }));
  }

  /** It stays with the post. */
  async quotedIn(visit: ReadingVisit, { card }: OwnPost): Promise<QuotedView | undefined> {
    return card.quotedId === null ? undefined : (await this.shown.get(visit, card)).quoted;
  }
}

function textsOf(blocks: readonly ShownBlock[], cover: string): Record<string, string> {
  const of = (type: number) => blocks.filter((block) => block.type === type).map(({ content }) => content);
  const titles = of(blockType.title);
  return {
    content: of(blockType.text).join('\n\n'),
    cover,
    ...(titles.length > 0 && { title: titles.join(' ') }),
  };
}

/** Everything but texts, and links that stand in a text anyway, or a second time. */
function itemsOf(blocks: readonly ShownBlock[]): SentItem[] {
  const isText = ({ type }: ShownBlock) => type === blockType.title || type === blockType.text;
  const { addresses } = foundIn(
    blocks
      .filter(isText)
      .map(({ content }) => content)
      .join('\n'),
  );
  const known = new Set(addresses.map(addressKey));
  const isSaid = ({ type, content }: ShownBlock): boolean => {
    if (type !== blockType.link) return false;
    const key = addressKey(content);
    return known.has(key) || !known.add(key);
  };
  return blocks
    .filter((block) => !isText(block) && !isSaid(block))
    .map(({ id, type, content: address, alt = '' }) => {
      const isFile = type === blockType.file || type === blockType.soldFile;
      return { type, alt, called: '', ...(isFile ? { address: '', blockId: id } : { address }) };
    });
}

/** Topics that other clients gave it, without a sign in its text. */
function unsaidTags({ tags }: PostCard, { title = '', content = '' }: Readonly<Record<string, string>>): string[] {
  const said = new Set(foundIn(`${title}\n${content}`).topics.map(tagKey));
  return ((tags === null ? [] : JSON.parse(tags)) as string[]).filter((tag) => !said.has(tagKey(tag)));
}
