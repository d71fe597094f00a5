import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import type { Member } from '#community/identity';
import { type MemberCard, memberCard } from '#community/members';
import { CommunitySettings } from '#community/site';
import { MessageCounts } from './message-counts.js';
import { MessagesRepository } from './messages.repository.js';
import { isReadOnly } from './read-only.js';
import { type Conversation, type SpokenWhisper, WhispersQueries } from './whispers.queries.js';

/** Private messages by whom they are exchanged with. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly queries: WhispersQueries,
    private readonly messages: MessagesRepository,
    private readonly counts: MessageCounts,
    private readonly settings: CommunitySettings,
    private readonly config: Config,
  ) {}

  /** The latest first, and whether there are more. `nobody` is with whom the account is gone. */
  async list(
    reader: Member,
    { size, offset }: Page,
  ): Promise<{ rows: (Conversation & { readonly other: MemberCard })[]; more: boolean }> {
    const found = await this.queries.listConversations(reader.id, size + 1, offset);
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    const rows = found.slice(0, size).map((row) => ({ ...row, other: memberCard(row, site, 'other') }));
    return { rows, more: found.length > size };
  }

  /** What was said before the message with this id, the oldest first, and whether there is more before it. */
  async read(
    reader: Member,
    otherId: Id,
    { before = Number.MAX_SAFE_INTEGER, size }: { before?: Id | undefined; size: number },
  ): Promise<{ lines: SpokenWhisper[]; older: boolean }> {
    const found = await this.queries.listExchange(reader.id, otherId, before, size + 1);
    return { lines: found.slice(0, size).reverse(), older: found.length > size };
  }

  /** All that the other one has written is read from now on. */
  async enter(reader: Member, otherId: Id): Promise<void> {
    if (isReadOnly() || !(await this.counts.of(reader.id, 'unread'))) return;
    await this.messages.markWhispersRead(reader.id, otherId);
    this.counts.forget(reader.id);
  }

  /** How many private messages the member may still send today, in the community's time. */
  async leftToday(member: Member): Promise<number> {
    const [{ maxWhisperDaily: limit }, timeZone] = await Promise.all([this.settings.get(), this.settings.timeZone()]);
    return limit - (await this.queries.countToday(member.id, timeZone, limit));
  }
}
