import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError, type Page } from '#kernel/http';
import type { Member } from '#community/identity';
import { isReadOnly } from './read-only.js';
import { MessageCounts } from './message-counts.js';
import type { MessageFilter } from './message-kinds.js';
import type { MessageRow } from './message-views.js';
import { MessagesQueries } from './messages.queries.js';
import { MessagesRepository } from './messages.repository.js';

@Injectable()
export class MessagesService {
  constructor(
    private readonly queries: MessagesQueries,
    private readonly messages: MessagesRepository,
    private readonly counts: MessageCounts,
  ) {}

  /** The reader's own, newest first; what a message is about is shown as far as the reader may see it now. */
  async list(reader: Member, style: MessageFilter, page: Page): Promise<{ rows: MessageRow[]; total: number }> {
    const rows = await this.queries.list(reader, style, page);
    const seen = page.offset + rows.length;
    const isLastPage = rows.length < page.size && (rows.length > 0 || page.offset === 0);
    if (isLastPage) return { rows, total: seen };
    const total = await this.counts.of(reader.id, style);
    return { rows, total: rows.length ? Math.max(seen, total) : total };
  }

  async countUnread(reader: Member): Promise<number> {
    return this.counts.of(reader.id, 'unread');
  }

  async markRead(reader: Member, messageId: Id): Promise<void> {
    const receiverId = await this.messages.markRead(reader.id, messageId);
    if (receiverId === null) throw new AppError('message.not-found');
    if (receiverId !== reader.id) throw new AppError('member.forbidden');
    this.counts.forget(reader.id);
  }

  /** Of the reader's own; others among them stay as they are. By opening them: in a community that can only be read, none. */
  async markManyRead(reader: Member, messageIds: readonly Id[]): Promise<void> {
    if (isReadOnly()) return;
    await this.messages.markManyRead(reader.id, messageIds);
    this.counts.forget(reader.id);
  }

  async markAllRead(reader: Member): Promise<void> {
    await this.messages.markAllRead(reader.id);
    this.counts.forget(reader.id);
  }
}
