import { Injectable } from '@nestjs/common';
import { AppError, validated } from '#kernel/http';
import type { Member } from '#community/identity';
import { MediaUrls } from '#community/media';
import { composeDraft, type PostCard, PostsService, PublishPostDto, requestKeyOf } from '#community/posts';
import { type Settings, WalletAvailability } from '#community/site';
import type { ReadingVisit } from '#web/shell';
import type { QuotedView } from '#web/ui';
import { ShownPosts } from '../posts/shown-posts.js';
import { centsOf } from './check-form.js';
import { usualAudience } from './composer-model.js';
import type { SentForm } from './sent-forms.js';
import { typedPost } from './typed-post.js';

interface Circumstances {
  readonly settings: Settings;
  readonly ip: string | null;
}

/** Publishes what a form says, as `POST /v1/post` does. */
@Injectable()
export class NewPosts {
  constructor(
    private readonly posts: PostsService,
    private readonly shown: ShownPosts,
    private readonly wallet: WalletAvailability,
    private readonly urls: MediaUrls,
  ) {}

  async publish(member: Member, form: SentForm, { settings, ip }: Circumstances): Promise<PostCard> {
    const { content = '', cover = '', price = '', visibility, quote_id: quoted, request_key: key } = form.values;
    const body = await validated(PublishPostDto, {
      ...typedPost({ content, items: form.items }),
      cover,
      attachment_price: centsOf(price) ?? 0,
      visibility: Number(visibility || usualAudience(settings)),
      ...(isId(quoted) && { quote_id: Number(quoted) }),
    });
    const draft = composeDraft(body, { settings, hasWallet: await this.wallet.isOn() }, this.urls);
    // A file that comes a second time with the same form lies elsewhere, and is the same to whoever sends it.
    const files = form.items.map(({ type, called, alt }) => ({ type, called, alt }));
    const request = key
      ? requestKeyOf(key, { content, cover, price, visibility, quoted, files })
      : requestKeyOf(undefined, draft);
    return this.posts.publish(member, { ...draft, ip, request });
  }

  /** What somebody wants to quote, as it is to be seen; of a repeated post the one that it repeats. */
  async quotedBy(visit: ReadingVisit, id: string): Promise<QuotedView> {
    if (!isId(id)) return 'missing';
    try {
      const post = await this.shown.get(visit, await this.posts.getCard(visit.viewer, Number(id)));
      return (post.isRepost ? post.quoted : post) ?? 'missing';
    } catch (error) {
      if (error instanceof AppError) return 'missing';
      throw error;
    }
  }
}

const isId = (given: string | undefined): given is string => /^[1-9]\d{0,14}$/.test(given ?? '');
