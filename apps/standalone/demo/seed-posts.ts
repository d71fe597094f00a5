import type { INestApplicationContext } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Member } from '#community/identity';
import { CommentsService, RepliesService } from '#community/comments';
import { blockType, type NewBlock, PostsService, PostStarsService, visibilityFromWire } from '#community/posts';
import type { DemoComment, DemoPicture, DemoPost } from './demo-content.js';

const wireVisibility = { everybody: 0, followers: 3 };

/** A picture in the store of the community, as uploaded by whoever shows it: each by their own. */
export interface StoredPicture {
  readonly by: string;
  readonly name: DemoPicture;
  readonly key: string;
  readonly contentType: string;
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

/** Says everything in the name of whoever says it. */
export class PostSeeder {
  private readonly posts: PostsService;
  private readonly stars: PostStarsService;
  private readonly comments: CommentsService;
  private readonly replies: RepliesService;

  constructor(
    app: INestApplicationContext,
    private readonly members: ReadonlyMap<string, Member>,
    private readonly pictures: readonly StoredPicture[],
  ) {
    this.posts = app.get(PostsService, { strict: false });
    this.stars = app.get(PostStarsService, { strict: false });
    this.comments = app.get(CommentsService, { strict: false });
    this.replies = app.get(RepliesService, { strict: false });
  }

  async add(post: DemoPost): Promise<void> {
    const { id } = await this.posts.publish(this.member(post.by), {
      blocks: this.blocksOf(post),
      tags: [...new Set(found(post.text, /[#＃]([\p{L}\p{N}_-]+)/gu))],
      mentions: mentionsIn(post.text),
      visibility: visibilityFromWire(wireVisibility[post.for ?? 'everybody']),
      ip: null,
    });
    for (const name of post.stars ?? []) await this.stars.toggle(this.member(name), id);
    for (const comment of post.comments ?? []) await this.addComment(id, comment);
  }

  private async addComment(postId: Id, { by, text, replies = [] }: DemoComment): Promise<void> {
    const draft = { postId, blocks: [textBlock(text)], mentions: mentionsIn(text), ip: null };
    const { id } = await this.comments.publish(this.member(by), draft);
    for (const reply of replies) {
      const atMemberId = reply.to === undefined ? null : this.member(reply.to).id;
      await this.replies.publish(this.member(reply.by), { commentId: id, content: reply.text, atMemberId, ip: null });
    }
  }

  private blocksOf({ by, title, text, pictures = [], link }: DemoPost): NewBlock[] {
    const images = pictures.map((name, index) => ({
      type: blockType.image,
      sort: 101 + index,
      media: this.pictures.find((picture) => picture.by === by && picture.name === name)!.key,
    }));
    return [
      ...(title === undefined ? [] : [{ type: blockType.title, sort: 99, content: title }]),
      textBlock(text),
      ...images,
      ...(link === undefined ? [] : [{ type: blockType.link, sort: 150, content: link }]),
    ];
  }

  private member(name: string): Member {
    const member = this.members.get(name);
    if (!member) throw new Error(`The demo knows no member ${name}.`);
    return member;
  }
}

const textBlock = (content: string): NewBlock => ({ type: blockType.text, sort: 100, content });

const mentionsIn = (text: string): string[] => [...new Set(found(text, /@([A-Za-z0-9]{3,12})/g))];

const found = (text: string, form: RegExp): string[] => [...text.matchAll(form)].map(([, name]) => name!);
