import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError, type Page } from '#kernel/http';
import { Config } from '#kernel/config';
import { tenantScope } from '#kernel/scope';
import type { Member } from '#community/identity';
import { type MemberCard, memberCard } from '#community/members';
import { type PostCard, PostQuotes, PostViews } from '#community/posts';
import { requestState } from '#community/relations';
import { kindOf, type MessageFilter, type MessageKind } from './message-kinds.js';
import type { MessageRow } from './message-views.js';
import { MessagesQueries } from './messages.queries.js';
import { MessagesService } from './messages.service.js';

/** A message as our own pages show it. */
export interface MessageCard {
  readonly id: Id;
  readonly kind: MessageKind;
  /** Its words, where the kind does not tell. */
  readonly brief: string;
  /** `nobody` of the community itself, and of who has left. */
  readonly sender: MemberCard;
  /** Of a private message that the reader sent. */
  readonly receiver: MemberCard;
  readonly isOwn: boolean;
  readonly content: string;
  readonly isRead: boolean;
  readonly sentOn: number;
  /** What it is about, with what that quotes; null where that is gone, or not for the reader. */
  readonly post: PostCard | null;
  readonly comment: Remark | null;
  readonly reply: Remark | null;
  /** What has become of a friend request. */
  readonly request: 'waiting' | 'accepted' | 'refused' | null;
}

interface Remark {
  readonly id: Id;
  readonly text: string;
}

const answers: Readonly<Record<number, MessageCard['request']>> = {
  [requestState.waiting]: 'waiting',
  [requestState.accepted]: 'accepted',
  [requestState.refused]: 'refused',
};

@Injectable()
export class MessageCards {
  constructor(
    private readonly messages: MessagesService,
    private readonly queries: MessagesQueries,
    private readonly posts: PostViews,
    private readonly quotes: PostQuotes,
    private readonly config: Config,
  ) {}

  /** The reader's own, newest first. */
  async list(reader: Member, filter: MessageFilter, page: Page): Promise<{ cards: MessageCard[]; total: number }> {
    const { rows, total } = await this.messages.list(reader, filter, page);
    return { cards: await this.cardsOf(reader, rows), total };
  }

  /** One that the reader received. */
  async get(reader: Member, messageId: Id): Promise<MessageCard> {
    const row = await this.queries.find(reader, messageId);
    if (!row) throw new AppError('message.not-found');
    return (await this.cardsOf(reader, [row]))[0]!;
  }

  private async cardsOf(reader: Member, rows: readonly MessageRow[]): Promise<MessageCard[]> {
    const cards = rows.flatMap((row) => (row.id === null ? [] : [this.posts.card(row)]));
    const posts = new Map((await this.quotes.load(reader, cards)).map((card) => [card.id, card]));
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return rows.map((row) => ({ ...tellingOf(row, reader, site), post: posts.get(row.id!) ?? null }));
  }
}

function tellingOf(row: MessageRow, reader: Member, site: string): Omit<MessageCard, 'post'> {
  const kind = kindOf(row);
  return {
    id: row.messageId,
    kind,
    brief: row.brief,
    sender: memberCard(row, site, 'sender'),
    receiver: memberCard(row, site, 'receiver'),
    isOwn: row.senderId === reader.id,
    content: row.content,
    isRead: row.isRead,
    sentOn: row.sentOn,
    comment: row.c_id === null ? null : { id: row.c_id, text: row.c_content ?? '' },
    reply: row.r_id === null ? null : { id: row.r_id, text: row.r_content ?? '' },
    request: kind === 'friendRequested' ? (answers[row.aboutReply] ?? null) : null,
  };
}
