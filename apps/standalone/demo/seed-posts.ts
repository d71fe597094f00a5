import type { INestApplicationContext } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Member } from '#community/identity';
import { CommentsService, RepliesService } from '#community/comments';
import {
  blockType,
  type NewBlock,
  PostCollectionsService,
  PostMarksService,
  PostsService,
  PostStarsService,
  visibilityFromWire,
} from '#community/posts';
import type { DemoComment, DemoContent, DemoPost } from './demo-content.js';
import type { StoredFile } from './seed-files.js';

const wireVisibility = { everybody: 0, friends: 2, followers: 3 };

interface Surroundings {
  readonly members: ReadonlyMap<string, Member>;
  readonly owner: Member;
  readonly files: readonly StoredFile[];
  readonly pictureTexts: DemoContent['pictureTexts'];
}

/** Says everything in the name of whoever says it. */
export class PostSeeder {
  /** Of posts that have a name. */
  private readonly ids = new Map<string, Id>();
  private readonly posts: PostsService;
  private readonly marks: PostMarksService;
  private readonly stars: PostStarsService;
  private readonly collections: PostCollectionsService;
  private readonly comments: CommentsService;
  private readonly replies: RepliesService;

  constructor(
    app: INestApplicationContext,
    private readonly here: Surroundings,
  ) {
    this.posts = app.get(PostsService, { strict: false });
    this.marks = app.get(PostMarksService, { strict: false });
    this.collections = app.get(PostCollectionsService, { strict: false });
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
      ...(post.cover !== undefined && { cover: post.cover }),
      quotedId: post.quotes === undefined ? null : this.idOf(post.quotes),
      ip: null,
    });
    if (post.name !== undefined) this.ids.set(post.name, id);
    if (post.isTop) await this.marks.toggleTop(this.here.owner, id);
    for (const name of post.keptBy ?? []) await this.collections.toggle(this.member(name), id);
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

  private blocksOf({ by, title, text, pictures = [], link, attachment }: DemoPost): NewBlock[] {
    const images = pictures.map((name, index) => ({
      type: blockType.image,
      sort: 101 + index,
      media: this.keyOf(by, name),
      alt: this.here.pictureTexts[name],
    }));
    return [
      ...(title === undefined ? [] : [{ type: blockType.title, sort: 99, content: title }]),
      ...(text ? [textBlock(text)] : []),
      ...images,
      ...(link === undefined ? [] : [{ type: blockType.link, sort: 150, content: link }]),
      ...(attachment ? [{ type: blockType.attachment, sort: 160, media: this.keyOf(by, attachment.file) }] : []),
    ];
  }

  private keyOf(by: string, name: string): string {
    return this.here.files.find((file) => file.by === by && file.name === name)!.key;
  }

  private idOf(name: string): Id {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`The demo knows no post ${name}.`);
    return id;
  }

  private member(name: string): Member {
    const member = this.here.members.get(name);
    if (!member) throw new Error(`The demo knows no member ${name}.`);
    return member;
  }
}

const textBlock = (content: string): NewBlock => ({ type: blockType.text, sort: 100, content });

const mentionsIn = (text: string): string[] => [...new Set(found(text, /@([A-Za-z0-9]{3,12})/g))];

const found = (text: string, form: RegExp): string[] => [...text.matchAll(form)].map(([, name]) => name!);
