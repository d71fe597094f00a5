import { Injectable } from '@nestjs/common';
import { Cache, type Sized } from '#kernel/cache';
import type { Id } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import type { Viewer } from '#community/identity';
import type { PostCard } from './post-card.js';
import { PostCardsQueries, type RevisedCard } from './post-cards.queries.js';
import type { PostRef } from './post-refs.js';

interface KnownCard extends Sized {
  readonly revision: string;
  readonly card: PostCard;
}

/** Beside its text, which is there twice: as the row has it, and as JSON that was made of it. */
const bytesBeside = 1_500;

const warm = 'posts:warm';

/**
 * Cards of posts without a viewer, kept by their revision: nothing has to be forgotten, since a list names the revisions
 * it wants. They may be anybody's posts, so only who has asked what the viewer may see comes here with refs.
 */
@Injectable()
export class PostCards {
  constructor(
    private readonly cache: Cache,
    private readonly queries: PostCardsQueries,
  ) {}

  /** Whether cards of lists are likely to be here, so that it is worth asking for refs first. */
  get isWarm(): boolean {
    return this.cache.held(warm) !== undefined;
  }

  /** In the order of the refs; one statement for those that are not here. Null: one of them was changed meanwhile. */
  async list(refs: readonly PostRef[]): Promise<PostCard[] | null> {
    const known = refs.map((ref) => this.find(ref));
    const missing = refs.filter((_, index) => !known[index]);
    if (missing.length === 0) return known as PostCard[];
    if (missing.length > refs.length / 2) this.cache.drop(warm);
    const ids = missing.flatMap(({ id, quotedId }) => (quotedId === null ? [id] : [id, quotedId]));
    const byId = new Map((await this.queries.listAny([...new Set(ids)])).map((found) => [found.card.id, found]));
    const cards = refs.map((ref, index) => known[index] ?? this.compose(ref, byId));
    return cards.includes(undefined) ? null : (cards as PostCard[]);
  }

  /** Of rows that were read in one go, each with what it quotes if the viewer may see that: one statement, or none. */
  async withQuotes(viewer: Viewer, rows: readonly RevisedCard[]): Promise<PostCard[]> {
    const ids = new Set(rows.flatMap(({ card }) => card.quotedId ?? []));
    const quoted = ids.size ? await this.queries.listVisible(viewer, [...ids]) : [];
    const byId = new Map([...quoted, ...rows].map((one) => [one.card.id, one]));
    const visible = new Set(quoted.map(({ card }) => card.id));
    this.cache.hold(warm, { size: 1 });
    return rows.map(({ card, revision }) => {
      const { id, quotedId } = card;
      const shownId = quotedId !== null && visible.has(quotedId) ? quotedId : null;
      const quotes =
        quotedId === null ? '' : ` ${shownId === null ? '0 ' : `${shownId} ${byId.get(shownId)!.revision}`}`;
      return this.compose({ id, revision: revision + quotes, quotedId: shownId }, byId)!;
    });
  }

  private find(ref: PostRef): PostCard | undefined {
    const known = this.cache.held<KnownCard>(keyOf(ref.id));
    return known?.revision === fullRevision(ref) ? known.card : undefined;
  }

  /** Undefined where the rows are not of the revision that is asked for. */
  private compose(ref: PostRef, byId: ReadonlyMap<Id, RevisedCard>): PostCard | undefined {
    const own = byId.get(ref.id);
    const quoted = ref.quotedId === null ? undefined : byId.get(ref.quotedId);
    if (!own || (ref.quotedId !== null && !quoted)) return undefined;
    const quotes = own.card.quotedId === null ? '' : ` ${quoted ? `${quoted.card.id} ${quoted.revision}` : '0 '}`;
    if (own.revision + quotes !== ref.revision) return undefined;
    const card = quoted ? { ...own.card, quoted: quoted.card } : own.card;
    const size = 4 * (card.blocks.length + (card.quoted?.blocks.length ?? 0)) + bytesBeside;
    this.cache.hold<KnownCard>(keyOf(ref.id), { revision: fullRevision(ref), card, size });
    return card;
  }
}

const keyOf = (id: Id): string => `post:${id}`;

/** Addresses in a card are those of the community's primary host. */
const fullRevision = ({ revision }: PostRef): string => `${tenantScope.current().primaryHost} ${revision}`;
