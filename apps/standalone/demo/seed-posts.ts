import type { INestApplicationContext } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Member } from '#community/identity';
import {
  blockType,
  type NewBlock,
  PostEditsService,
  PostFavoursService,
  PostMarksService,
  PostRemovalService,
  PostRepostsService,
  PostsService,
  visibilityFromWire,
} from '#community/posts';
import type { CountedPost } from '#community/topics';
import type { DemoContent, DemoFilm, DemoPost } from './demo-content.js';
import { mentionsIn, textBlock, topicsIn } from './demo-texts.js';
import { CommentSeeder } from './seed-comments.js';
import type { StoredFile } from './seed-files.js';

const wireVisibility = { everybody: 0, nobody: 1, friends: 2, followers: 3 };

interface Surroundings {
  readonly members: ReadonlyMap<string, Member>;
  readonly owner: Member;
  readonly files: readonly StoredFile[];
  readonly pictureTexts: DemoContent['pictureTexts'];
  /** Whether files can be sold here. */
  readonly maySell: boolean;
}

/** Says everything in the name of whoever says it. */
export class PostSeeder {
  /** What it has said so far, as topics count it. */
  readonly counted: CountedPost[] = [];
  /** Of posts that have a name. */
  private readonly ids = new Map<string, Id>();
  private readonly doomed: { readonly by: string; readonly id: Id }[] = [];
  private readonly posts: PostsService;
  private readonly marks: PostMarksService;
  private readonly favours: PostFavoursService;
  private readonly edits: PostEditsService;
  private readonly reposts: PostRepostsService;
  private readonly removal: PostRemovalService;
  private readonly comments: CommentSeeder;

  constructor(
    app: INestApplicationContext,
    private readonly here: Surroundings,
  ) {
    this.posts = app.get(PostsService, { strict: false });
    this.marks = app.get(PostMarksService, { strict: false });
    this.favours = app.get(PostFavoursService, { strict: false });
    this.edits = app.get(PostEditsService, { strict: false });
    this.reposts = app.get(PostRepostsService, { strict: false });
    this.removal = app.get(PostRemovalService, { strict: false });
    this.comments = new CommentSeeder(app, (name) => this.member(name));
  }

  async add(post: DemoPost): Promise<void> {
    const id = await this.publish(post);
    this.counted.push({ postId: id, authorId: this.member(post.by).id, tags: topicsIn(post.text) });
    if (post.name !== undefined) this.ids.set(post.name, id);
    if (post.isTop) await this.marks.toggleTop(this.here.owner, id);
    for (const name of post.keptBy ?? []) await this.favours.toggle('collection', this.member(name), id);
    for (const name of post.stars ?? []) await this.favours.toggle('star', this.member(name), id);
    for (const comment of post.comments ?? []) await this.comments.add({ id, by: post.by }, comment);
    if (post.isHighlight) await this.marks.toggleHighlight(this.member(post.by), id);
    if (post.isLocked) await this.marks.toggleLock(this.member(post.by), id);
    if (post.isDeleted) this.doomed.push({ by: post.by, id });
  }

  /** Others may have quoted them by now. */
  async deleteDoomed(): Promise<void> {
    for (const { by, id } of this.doomed) await this.removal.remove(this.member(by), id);
  }

  private async publish(post: DemoPost): Promise<Id> {
    const { by, text, formerly, cover, quotes } = post;
    const price = this.priceOf(post);
    const author = this.member(by);
    const quotedId = quotes === undefined ? null : this.idOf(quotes);
    if (quotedId !== null && !text) return (await this.reposts.repost(author, quotedId, null)).id;
    const { id } = await this.posts.publish(author, {
      blocks: this.blocksOf({ ...post, text: formerly ?? text }),
      tags: topicsIn(text),
      mentions: mentionsIn(text),
      visibility: visibilityFromWire(wireVisibility[post.for ?? 'everybody']),
      ...(cover !== undefined && { cover }),
      ...(price > 0 && { attachmentPrice: price }),
      quotedId,
      ip: null,
    });
    if (formerly !== undefined)
      await this.edits.edit(author, { id, contents: [textBlock(text)], tags: topicsIn(text), users: mentionsIn(text) });
    return id;
  }

  private priceOf({ attachment }: DemoPost): number {
    return (this.here.maySell && attachment?.price) || 0;
  }

  private blocksOf(post: DemoPost): NewBlock[] {
    const { by, title, text, pictures = [], film, link, attachment } = post;
    const file = this.priceOf(post) > 0 ? blockType.soldAttachment : blockType.attachment;
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
      ...(film ? [{ type: blockType.video, sort: 140, media: this.keyOf(by, film), alt: this.textOf(film) }] : []),
      ...(link === undefined ? [] : [{ type: blockType.link, sort: 150, content: link }]),
      ...(attachment ? [{ type: file, sort: 160, media: this.keyOf(by, attachment.file) }] : []),
    ];
  }

  /** A film shows what the picture of its name does. */
  private textOf(film: DemoFilm): string {
    const name = film.slice(0, film.lastIndexOf('-'));
    return Object.entries(this.here.pictureTexts).find(([picture]) => picture.startsWith(`${name}-`))![1];
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
